package org.flowfoundry.generation.flow;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.generation.diffusion.Slots;

/**
 * How often records of each class are in the training data: rare ones more often than they occur, or a dozen among thousands would
 * hardly be learned. How often each comes does not change by it: most often classes are given when records are made, and where they
 * are drawn, it is by how often they occur.
 *
 * @param slot of the class, or {@link Slots#NONE}
 * @param times (tokens of the slot)
 */
record ClassRepeats(int slot, List<Integer> times) {

    private static final int MOST = 16;

    ClassRepeats {
        times = List.copyOf(times);
    }

    /**
     * By the square root of how much rarer than the most frequent one a class is.
     *
     * @param classes (tokens of the slot): how many records a sample has of each; empty = there are no classes
     */
    static List<Integer> times(List<Long> classes) {
        double most = classes.stream().mapToLong(Long::longValue).max().orElse(0);
        return classes.stream()
                .map(records -> records == 0 ? 1 : (int) Math.min(MOST, Math.round(Math.sqrt(most / records))))
                .toList();
    }

    /** @param rows with a column {@code tokens} */
    Dataset<Row> of(Dataset<Row> rows) {
        if (slot == Slots.NONE || times.isEmpty()) {
            return rows;
        }
        Column[] each = times.stream().map(count -> lit(count)).toArray(Column[]::new);
        Column count =
                element_at(array(each), element_at(col("tokens"), slot + 1).plus(1));
        return rows.withColumn("time", explode(sequence(lit(1), count))).drop("time");
    }
}
