package org.flowfoundry.training.sequence;

import java.io.Serializable;
import java.util.List;
import org.flowfoundry.training.data.ShardStore;

/**
 * Training data that lies ready in a lake: what {@link SequenceJob} made.
 *
 * @param version of the data: of the table, the features, the split and the shape; equal versions are equal data
 * @param features values per window
 * @param rule by which hosts were cut; its context is the length of rows
 * @param training shards of the training part
 * @param validation shards of the validation part
 */
public record Sequences(String version, int features, SegmentRule rule, Shards training, Shards validation)
        implements Serializable, ShardStore.Stored<Sequences> {

    @Override
    public List<String> folders() {
        return List.of(training.folder(), validation.folder());
    }

    @Override
    public Sequences below(String parent) {
        return new Sequences(version, features, rule, training.below(parent), validation.below(parent));
    }

    /**
     * The shards of a part.
     *
     * @param folder with a folder {@code shard=N} per shard
     * @param rows in each shard, in order
     * @param tokens that are not padding, in all
     * @param windows each predicted once, in all
     */
    public record Shards(String folder, List<Long> rows, long tokens, long windows) implements Serializable {

        public Shards {
            rows = List.copyOf(rows);
        }

        /** How many shards there are. */
        public int count() {
            return rows.size();
        }

        Shards below(String parent) {
            return new Shards(parent + "/" + folder, rows, tokens, windows);
        }

        public long allRows() {
            return rows.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** The share of a part's tokens that is padding. */
    public double padding(Shards part) {
        return 1 - (double) part.tokens() / (part.allRows() * rule.context());
    }
}
