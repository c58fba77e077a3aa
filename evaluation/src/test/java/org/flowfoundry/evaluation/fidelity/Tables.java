package org.flowfoundry.evaluation.fidelity;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordField.Kind;
import org.flowfoundry.training.record.RecordTable;

/** Flow records of two classes and one rare one, whose fields depend on one another. */
public final class Tables {

    private Tables() {}

    /** A table of a single field. */
    public static RecordTable ofNumbers(String name, double... values) {
        return new RecordTable(List.of(new RecordField(name, Kind.NUMBER, 0)), List.of(values), values.length);
    }

    /** A table of a single field. */
    public static RecordTable ofNames(String name, String... values) {
        return new RecordTable(List.of(new RecordField(name, Kind.NAME, 0)), List.of((Object) values), values.length);
    }

    /** Flows that an attack, a scan, or nobody in particular made. */
    public static RecordTable flows(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String[] label = new String[rows];
        String[] protocol = new String[rows];
        double[] packets = new double[rows];
        double[] bytes = new double[rows];
        double[] duration = new double[rows];
        for (int i = 0; i < rows; i++) {
            int k = random.nextInt(100);
            label[i] = k < 60 ? "Benign" : k < 97 ? "DoS" : "Theft";
            protocol[i] = k < 60 && random.nextInt(3) == 0 ? "17" : "6";
            packets[i] = 1 + random.nextInt(k < 60 ? 400 : 40) * (k < 60 ? 3 : 1);
            bytes[i] = packets[i] * (k < 60 ? 600 + random.nextInt(800) : 46 + random.nextInt(20));
            duration[i] = packets[i] == 1 ? 0 : packets[i] * (10 + random.nextInt(20)) + (k >= 97 ? 50_000 : 0);
        }
        return new RecordTable(
                List.of(
                        new RecordField("label", Kind.NAME, 0),
                        new RecordField("protocol", Kind.NAME, 0),
                        new RecordField("packets", Kind.NUMBER, 0),
                        new RecordField("bytes", Kind.NUMBER, 0),
                        new RecordField("duration_ms", Kind.NUMBER, 0)),
                List.of(label, protocol, packets, bytes, duration),
                rows);
    }

    /** The first rows of a table. */
    public static RecordTable first(RecordTable table, int rows) {
        return table.select(IntStream.range(0, rows).toArray());
    }
}
