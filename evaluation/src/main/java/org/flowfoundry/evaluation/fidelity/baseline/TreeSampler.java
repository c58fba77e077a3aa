package org.flowfoundry.evaluation.fidelity.baseline;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flowfoundry.training.record.RecordTable;

/**
 * Draws records whose fields each depend on one other. The bin of a field is that of a training record whose other field is
 * in the bin that was drawn for it; the value is any of the bin's.
 */
final class TreeSampler {

    private final BinnedRecords records;
    private final int[] order;
    private final int[] parents;

    /**
     * Draws along a tree.
     *
     * @param order all fields, each after the one it depends on
     * @param parents (fields): what each depends on; -1 = nothing
     */
    TreeSampler(BinnedRecords records, int[] order, int[] parents) {
        this.records = records;
        this.order = order;
        this.parents = parents;
    }

    RecordTable make(int rows, SplittableRandom random) {
        RecordTable training = records.training();
        int[][] drawn = new int[records.fields()][rows];
        int[][] bins = new int[records.fields()][rows];
        for (int field : order) {
            for (int i = 0; i < rows; i++) {
                int like = parents[field] < 0
                        ? random.nextInt(training.rows())
                        : records.draw(parents[field], bins[parents[field]][i], random);
                bins[field][i] = records.bins(field)[like];
                drawn[field][i] = records.draw(field, bins[field][i], random);
            }
        }
        List<Object> columns = IntStream.range(0, drawn.length)
                .mapToObj(field -> Column.select(training.columns().get(field), drawn[field]))
                .toList();
        return new RecordTable(training.fields(), columns, rows);
    }
}
