package org.flowfoundry.evaluation.protocol;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Draws, by a seeded hash, the rows that reach the driver: an unlabelled pool and a test as classes are mixed in the domain, and
 * of each class rows that labels are drawn from. Of rare classes the test has a few rows more, without which there would be
 * nothing to measure.
 */
final class Sampler {

    static final int MOST_POOL = 12_000;
    static final int MOST_TEST = 10_000;
    static final int CANDIDATES = 600;
    static final int LEAST_TESTED = 12;

    private final long seed;

    Sampler(long seed) {
        this.seed = seed;
    }

    /** At most {@link #MOST_POOL} + {@link #MOST_TEST} + {@value #CANDIDATES} rows of each class, about. */
    List<ChosenRow> draw(Dataset<Row> rows, Column isTest, List<String> classes) {
        Dataset<Row> placed =
                rows.withColumn("test", isTest).withColumn("place", xxhash64(lit(seed), col("signature")));
        Dataset<Row> training = placed.where(col("test").equalTo(false));
        Dataset<Row> tested = placed.where(col("test"));
        Dataset<Row> all = marked(training.orderBy("place", "class").limit(MOST_POOL), true, false, false)
                .unionByName(marked(ofEachClass(training, CANDIDATES), false, true, false))
                .unionByName(marked(tested.orderBy("place", "class").limit(MOST_TEST), false, false, true))
                .unionByName(marked(ofEachClass(tested, LEAST_TESTED), false, false, true));
        return all
                .groupBy("signature", "class", "unseen", "start", "host", "source_file", "source_record")
                .agg(
                        max("in_pool").as("in_pool"),
                        max("is_candidate").as("is_candidate"),
                        max("is_test").as("is_test"))
                .orderBy(xxhash64(lit(seed), col("signature")), col("class"))
                .collectAsList()
                .stream()
                .map(row -> ChosenRow.of(row, classes))
                .toList();
    }

    private static Dataset<Row> ofEachClass(Dataset<Row> rows, int most) {
        return rows.withColumn(
                        "rank",
                        row_number().over(Window.partitionBy("class").orderBy("place", "source_file", "source_record")))
                .where(col("rank").leq(most))
                .drop("rank");
    }

    private static Dataset<Row> marked(Dataset<Row> rows, boolean inPool, boolean isCandidate, boolean isTest) {
        return rows.withColumn("in_pool", lit(inPool))
                .withColumn("is_candidate", lit(isCandidate))
                .withColumn("is_test", lit(isTest))
                .drop("test", "place", "copies");
    }
}
