package org.flowfoundry.features.graph;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts of small patterns per window, over distinct host pairs.
 *
 * <p>Mutual pairs are found as the motif {@code (a)-[]->(b); (b)-[]->(a)}. Chains {@code (a)-[]->(b); (b)-[]->(c)} are
 * counted, not listed, for a hub makes in * out of them: the sum over hosts b of in_degree(b) * out_degree(b) counts all
 * with a = c too, and those are twice the mutual pairs.
 */
final class HostMotifs {

    private static final String[] WINDOW = {"domain", "window"};

    private HostMotifs() {}

    /** domain, window, motif, occurrences, star_threshold: four rows per window. */
    static Dataset<Row> of(HostGraph graph, long starThreshold) {
        Dataset<Row> mutual = graph.graph()
                .find("(a)-[ab]->(b); (b)-[ba]->(a)")
                .where(col("ab.src").lt(col("ab.dst")))
                .groupBy(col("ab.domain").as("domain"), col("ab.window").as("window"))
                .agg(count(lit(1)).as("mutual"));
        Dataset<Row> byDegree = HostDegrees.of(graph)
                .groupBy("domain", "window")
                .agg(
                        sum(col("in_degree").multiply(col("out_degree"))).as("paths"),
                        hosts(col("out_degree").geq(starThreshold)).as("scan_star"),
                        hosts(col("in_degree").geq(starThreshold)).as("fan_in"));
        Column found = coalesce(col("mutual"), lit(0L));
        Column none = lit(null).cast("long");
        Column motifs = array(
                motif("mutual", found, none),
                motif("chain", col("paths").minus(found.multiply(lit(2L))), none),
                motif("scan_star", col("scan_star"), lit(starThreshold)),
                motif("fan_in", col("fan_in"), lit(starThreshold)));
        return byDegree.join(mutual, WINDOW, "left")
                .select(col("domain"), col("window"), explode(motifs).as("motif"))
                .select(col("domain"), col("window"), col("motif.*"));
    }

    private static Column hosts(Column condition) {
        return count(when(condition, lit(1)));
    }

    private static Column motif(String name, Column occurrences, Column starThreshold) {
        return struct(lit(name).as("motif"), occurrences.as("occurrences"), starThreshold.as("star_threshold"));
    }
}
