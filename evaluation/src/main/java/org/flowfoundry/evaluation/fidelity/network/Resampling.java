package org.flowfoundry.evaluation.fidelity.network;

import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Flows made of a network's own ones, the same whatever the cluster. */
final class Resampling {

    /** Rows among which values change places; of them, four arrays are in memory at once. */
    private static final int CHUNK_ROWS = 10_000;

    /** Times that a flow is drawn, at most: more have a probability of 1e-9. */
    private static final int MOST_TIMES = 12;

    private static final List<String> PERMUTED = List.of("source_address", "destination_address", "flow_start");

    private static final String KEPT = "destination_port";

    private Resampling() {}

    /** A number that a flow always has, and others have others. */
    static Column place(long seed) {
        return xxhash64(Stream.concat(
                        Stream.of(lit(seed)),
                        Stream.of(
                                        "source_file",
                                        "source_record",
                                        "source_address",
                                        "destination_address",
                                        "source_port",
                                        "destination_port",
                                        "flow_start",
                                        "bytes")
                                .map(name -> col(name)))
                .toArray(Column[]::new));
    }

    /**
     * With sources, destinations and times each permuted among rows that were put together at random.
     *
     * @param rows of the flows, about
     * @return the permuted columns and the destination port
     */
    static Dataset<Row> shuffled(Dataset<Row> flows, long rows, long seed) {
        long chunks = 1 + rows / CHUNK_ROWS;
        List<String> names = new ArrayList<>(PERMUTED);
        names.add(KEPT);
        List<Column> lists = new ArrayList<>();
        for (String name : names) {
            Column moved =
                    struct(place(seed + 1 + lists.size()).as("place"), col(name).as("value"));
            lists.add(sort_array(collect_list(moved)).as(name));
        }
        return flows.groupBy(pmod(place(seed), lit(chunks)).as("chunk"))
                .agg(lists.get(0), lists.subList(1, lists.size()).toArray(Column[]::new))
                .select(inline(arrays_zip(names.stream().map(name -> col(name)).toArray(Column[]::new))))
                .select(names.stream()
                        .map(name -> col(name).getField("value").as(name))
                        .toArray(Column[]::new));
    }

    /** Each flow as often as a Poisson variable of mean 1 says, which is drawing with replacement of many (Chamandy et al. 2012). */
    static Dataset<Row> bootstrap(Dataset<Row> flows, long seed) {
        Column uniform = shiftrightunsigned(place(seed), 11).multiply(0x1p-53);
        Column times = lit(0);
        double probability = Math.exp(-1);
        double below = 0;
        for (int time = 0; time < MOST_TIMES; time++) {
            below += probability;
            times = times.plus(uniform.geq(below).cast("int"));
            probability /= time + 1;
        }
        return flows.withColumn("copy", explode(array_repeat(lit(1), times))).drop("copy");
    }
}
