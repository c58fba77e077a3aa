package org.flowfoundry.etl.decode.mirage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.parquet.FlatParquetFile;
import org.flowfoundry.etl.decode.text.RowChecks;

/** The row of a biflow. */
final class MirageRow {

    private static final String LENGTHS = "PL";
    private static final String DIRECTIONS = "DIR";
    private static final String LABEL = "LABEL";
    private static final int LARGEST_PACKET = 65_535;

    private final FlatParquetFile file;
    private final List<String> columns;
    private final int lengths;
    private final int directions;
    private final int label;

    MirageRow(FlatParquetFile file) {
        this.file = file;
        this.columns = file.columns();
        this.lengths = columns.indexOf(LENGTHS);
        this.directions = columns.indexOf(DIRECTIONS);
        this.label = columns.indexOf(LABEL);
    }

    /** Why a table of these columns holds no biflows; empty where it does. */
    static Optional<String> problem(List<String> columns) {
        List<String> missing = Stream.of(LENGTHS, DIRECTIONS, LABEL)
                .filter(name -> !columns.contains(name))
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Not a Parquet table of MIRAGE: it has no column " + String.join(", ", missing));
    }

    /**
     * Fills the batch's current row.
     *
     * @param values by column
     * @return null, or the reason why it is no biflow
     */
    String decode(List<List<Object>> values, FlowBatch batch) {
        for (int i = 0; i < columns.size(); i++) {
            if (values.get(i).size() > FlatParquetFile.LONGEST_LIST) {
                return "List of more than " + FlatParquetFile.LONGEST_LIST + " values in " + columns.get(i);
            }
        }
        String reason = putCounters(values.get(lengths), values.get(directions), batch);
        if (reason != null) {
            return reason;
        }
        int row = batch.rows();
        for (int i = 0; i < columns.size(); i++) {
            List<Object> value = values.get(i);
            if (file.isList(i)) {
                batch.attributes.put(row, columns.get(i), JsonText.array(value));
            } else if (!value.isEmpty() && i == label) {
                batch.label.set(row, value.get(0).toString());
                batch.application.set(row, value.get(0).toString());
            } else if (!value.isEmpty()) {
                batch.attributes.put(row, columns.get(i), value.get(0).toString());
            }
        }
        RowChecks.flagDoubts(batch);
        return null;
    }

    /** Counts the packets and their bytes by direction, up to the zeros behind the last one. */
    private static String putCounters(List<Object> lengths, List<Object> directions, FlowBatch batch) {
        if (lengths.size() != directions.size()) {
            return lengths.size() + " values in " + LENGTHS + " but " + directions.size() + " in " + DIRECTIONS;
        }
        long[] packets = new long[2];
        long[] bytes = new long[2];
        for (int i = 0; i < lengths.size(); i++) {
            long length = number(lengths.get(i), LARGEST_PACKET);
            long direction = number(directions.get(i), 1);
            if (length < 0 || direction < 0) {
                return "Bad value in " + (length < 0 ? LENGTHS : DIRECTIONS);
            }
            packets[(int) direction] += length == 0 ? 0 : 1;
            bytes[(int) direction] += length;
        }
        batch.packets.set(batch.rows(), packets[0]);
        batch.bytes.set(batch.rows(), bytes[0]);
        batch.reversePackets.set(batch.rows(), packets[1]);
        batch.reverseBytes.set(batch.rows(), bytes[1]);
        return null;
    }

    /** A whole number from 0 to a greatest one; -1 for anything else. */
    private static long number(Object value, long greatest) {
        if (value instanceof Number number
                && number.doubleValue() == number.longValue()
                && number.longValue() >= 0
                && number.longValue() <= greatest) {
            return number.longValue();
        }
        return -1;
    }
}
