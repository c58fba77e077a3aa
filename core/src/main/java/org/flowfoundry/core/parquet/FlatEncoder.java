package org.flowfoundry.core.parquet;

import java.util.List;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.flowfoundry.core.column.Column;

/** An encoder of a column with at most one value per row: gathers rows until a page is full. */
abstract class FlatEncoder implements ColumnEncoder {

    /** Rows between two looks at whether the page is full. */
    private static final int STEP = 512;

    private final ColumnChunk chunk;
    private final DefinitionLevels levels;
    private final GrowingBytes page;
    private final int pageRows;
    private final int[] present = new int[STEP];

    /** @param page room for one page, which the encoders of a file share */
    FlatEncoder(ColumnChunk chunk, GrowingBytes page, int pageRows) {
        this.chunk = chunk;
        this.page = page;
        this.pageRows = pageRows;
        this.levels = new DefinitionLevels(pageRows);
    }

    final ColumnChunk chunk() {
        return chunk;
    }

    /** Gathers the values of rows, all of which have one. */
    abstract void gather(Column column, int[] rows, int count);

    /** Whether the values gathered are enough for a page, however few they are. */
    abstract boolean isPageFull();

    /** Statistics of the gathered values and so many nulls; asked for before {@link #encode}. */
    abstract Statistics<?> statistics(int nulls);

    /** Writes the gathered values, of which there is at least one, and forgets them. */
    abstract Encoding encode(GrowingBytes out);

    @Override
    public final void append(Column column, int[] rows, int from, int to) {
        int at = from;
        while (at < to) {
            int room = pageRows - levels.rows();
            int end = Math.min(to, at + Math.min(room, column.presentCount() == 0 ? room : STEP));
            if (column.presentCount() == 0) {
                levels.addAbsent(end - at);
            } else {
                gather(column, present, levels.add(column, rows, at, end, present));
            }
            if (levels.rows() == pageRows || isPageFull()) {
                endPage();
            }
            at = end;
        }
    }

    @Override
    public List<ColumnChunk> endChunks() {
        if (levels.rows() > 0) {
            endPage();
        }
        return List.of(chunk);
    }

    private void endPage() {
        page.clear();
        levels.write(page);
        Statistics<?> statistics = statistics(levels.absent());
        Encoding encoding = levels.present() == 0 ? Encoding.PLAIN : encode(page);
        chunk.addPage(page, levels.rows(), levels.rows(), encoding, statistics);
        levels.clear();
    }
}
