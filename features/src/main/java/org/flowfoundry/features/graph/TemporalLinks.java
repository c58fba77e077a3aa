package org.flowfoundry.features.graph;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.features.WindowLength;

/**
 * Links from each flow to the next flows of the same host: a flow has at most {@code lookBack} links per host coming in.
 *
 * <p>Flows are ordered per host and window, not per host, so that a busy host's flows are spread over its windows; the last
 * {@code lookBack} flows of a window are handed on to the next, so that links cross the border between windows. They do not
 * cross that between days: a day's graph is whole by itself. Cost: two sorts of twice the number of flows.
 */
final class TemporalLinks {

    private static final long DAY_MICROS = 86_400_000_000L;

    private final WindowLength length;
    private final int lookBack;
    private final long mostMicros;

    /** @param mostSeconds the longest time between the starts of two linked flows */
    TemporalLinks(WindowLength length, int lookBack, long mostSeconds) {
        this.length = length;
        this.lookBack = lookBack;
        this.mostMicros = mostSeconds * 1_000_000;
    }

    /**
     * The links among flows.
     *
     * @param flows as {@link WindowedFlows} makes them
     * @return domain, window, src, dst, address, rank, gap_s, windows_back
     */
    Dataset<Row> of(Dataset<Row> flows) {
        Dataset<Row> ends = flows.select(
                col("domain"),
                col("window"),
                col("start"),
                col("flow_id"),
                explode(array_distinct(array(col("source_address"), col("destination_address"))))
                        .as("host"));
        Dataset<Row> all = ends.withColumn("handed_on", lit(0)).unionByName(handedOn(ends));
        Column gap = col("start").minus(col("before.start"));
        return all.withColumn("earlier", before())
                .withColumn("before", explode(col("earlier")))
                .where(col("handed_on")
                        .equalTo(0)
                        .and(col("before.flow_id").isNotNull())
                        .and(gap.leq(mostMicros)))
                .select(
                        col("domain"),
                        col("window"),
                        col("before.flow_id").as("src"),
                        col("flow_id").as("dst"),
                        col("host").as("address"),
                        col("before.rank").as("rank"),
                        gap.divide(lit(1e6)).as("gap_s"),
                        col("before.handed_on").as("windows_back"));
    }

    /** The last flows of each host in each window, as flows of the next window of the same day. */
    private Dataset<Row> handedOn(Dataset<Row> ends) {
        WindowSpec latestFirst = Window.partitionBy("domain", "host", "window")
                .orderBy(col("start").desc(), col("flow_id").desc());
        Column next = col("window").plus(lit(length.micros()));
        return ends.withColumn("place", row_number().over(latestFirst))
                .where(col("place").leq(lookBack))
                .drop("place")
                .withColumn("window", next)
                .where(pmod(col("window"), lit(DAY_MICROS)).gt(lit(0L)))
                .withColumn("handed_on", lit(1));
    }

    private Column before() {
        WindowSpec inTime = Window.partitionBy("domain", "host", "window").orderBy("start", "flow_id");
        Column[] before = new Column[lookBack];
        for (int rank = 1; rank <= lookBack; rank++) {
            before[rank - 1] = struct(
                    lag("flow_id", rank).over(inTime).as("flow_id"),
                    lag("start", rank).over(inTime).as("start"),
                    lag("handed_on", rank).over(inTime).as("handed_on"),
                    lit(rank).cast(DataTypes.IntegerType).as("rank"));
        }
        return array(before);
    }
}
