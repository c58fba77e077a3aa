package org.flowfoundry.training.graph;

import java.io.Serializable;
import java.util.List;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.data.ShardStore;

/**
 * Training data of graph networks that lies ready in a lake: what {@link PieceJob} made.
 *
 * @param version of the data; equal versions are equal data
 * @param training shards of the training part
 * @param validation shards of the validation part
 */
public record Pieces(String version, Shards training, Shards validation)
        implements Serializable, ShardStore.Stored<Pieces> {

    /**
     * The shards of a part.
     *
     * @param name of the part
     * @param folder with a folder {@code shard=N} per shard, and below it {@code network=D} per domain
     * @param rows pieces by domain and shard
     * @param flows in them by domain
     */
    public record Shards(String name, String folder, List<List<Long>> rows, List<Long> flows) implements Serializable {

        public Shards {
            rows = rows.stream().map(List::copyOf).toList();
            flows = List.copyOf(flows);
        }

        /** How many shards there are. */
        public int count() {
            return rows.get(0).size();
        }

        /** How many pieces a worker gets, which reads the shards r, r + W, r + 2 W, ... */
        long rowsOf(int worker, int workers) {
            long all = 0;
            for (List<Long> ofDomain : rows) {
                for (int shard = worker; shard < ofDomain.size(); shard += workers) {
                    all += ofDomain.get(shard);
                }
            }
            return all;
        }

        /** How many pieces there are. */
        public long allRows() {
            return rowsOf(0, 1);
        }

        /** How many flows are in them. */
        public long allFlows() {
            return flows.stream().mapToLong(Long::longValue).sum();
        }

        /** Sees to it that each worker has something to do. */
        public void requireFor(int workers) {
            for (int worker = 0; worker < workers; worker++) {
                if (rowsOf(worker, workers) == 0) {
                    throw TrainingErrors.tooFewPieces(name, allRows(), worker, workers);
                }
            }
        }

        private Shards below(String parent) {
            return new Shards(name, parent + "/" + folder, rows, flows);
        }
    }

    @Override
    public List<String> folders() {
        return List.of(training.folder(), validation.folder());
    }

    @Override
    public Pieces below(String parent) {
        return new Pieces(version, training.below(parent), validation.below(parent));
    }
}
