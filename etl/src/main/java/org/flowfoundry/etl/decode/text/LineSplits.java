package org.flowfoundry.etl.decode.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.Survey;

/** Splits files at line starts, which takes a look at all lines: each split knows the number of its first record. */
public final class LineSplits {

    private LineSplits() {}

    /** Splits of at least the given size; a file of unknown length (a compressed one) stays whole. */
    public static Survey survey(ByteSource source, long splitBytes, LineDecoder decoder) throws IOException {
        if (source.length() <= splitBytes) {
            return Survey.WHOLE;
        }
        List<Split> splits = new ArrayList<>();
        long start = 0;
        long firstRecord = 0;
        long records = 0;
        try (LineReader line = new LineReader(source.open(0), 0)) {
            while (line.next()) {
                if (line.offset() - start >= splitBytes && decoder.maySplitHere()) {
                    splits.add(new Split(start, line.offset(), firstRecord));
                    start = line.offset();
                    firstRecord = records;
                }
                if (line.isTooLong() || decoder.isRecord(line)) {
                    records++;
                }
            }
        }
        splits.add(new Split(start, Long.MAX_VALUE, firstRecord));
        return new Survey(splits, Knowledge.NONE);
    }
}
