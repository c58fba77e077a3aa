package org.flowfoundry.generation.shard;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.element_at;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.training.data.ShardStore;

/**
 * Rows of tokens that lie ready in a lake.
 *
 * @param version of the data; equal versions are equal data
 * @param slots tokens of a row
 * @param training what is learned from
 * @param validation what a training is watched with
 */
public record TokenShards(String version, int slots, Part training, Part validation)
        implements Serializable, ShardStore.Stored<TokenShards> {

    /**
     * The shards of a part.
     *
     * @param folder with a folder {@code shard=N} per shard
     * @param rows of each shard
     */
    public record Part(String folder, List<Long> rows) implements Serializable {

        public Part {
            rows = List.copyOf(rows);
        }

        /** How many rows there are. */
        public long allRows() {
            return rows.stream().mapToLong(Long::longValue).sum();
        }

        /** (tokens): in how many records each stands in a slot; one that is there several times counts once. */
        public List<Long> tokenCounts(SparkSession spark, int slot, int tokens) {
            List<Long> counts = new ArrayList<>(Collections.nCopies(tokens, 0L));
            spark.read()
                    .schema("place long, tokens array<int>")
                    .parquet(folder)
                    .groupBy(element_at(col("tokens"), slot + 1))
                    .agg(count_distinct(col("place")))
                    .collectAsList()
                    .forEach(token -> counts.set(token.getInt(0), token.getLong(1)));
            return counts;
        }

        private Part below(String parent) {
            return new Part(parent + "/" + folder, rows);
        }
    }

    @Override
    public List<String> folders() {
        return List.of(training.folder(), validation.folder());
    }

    @Override
    public TokenShards below(String parent) {
        return new TokenShards(version, slots, training.below(parent), validation.below(parent));
    }
}
