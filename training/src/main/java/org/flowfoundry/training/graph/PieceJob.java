package org.flowfoundry.training.graph;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.data.DataDigest;
import org.flowfoundry.training.data.ShardStore;
import org.flowfoundry.training.data.ShardWriter;
import org.flowfoundry.training.sequence.HostHash;
import org.flowfoundry.training.sequence.Split;

/**
 * From {@code flows} to shards of pieces of the flow graph, in the lake's own folder. What is there already for the same flows,
 * encoders, split and shape is used again.
 *
 * <p>Where hosts are drawn, a flow is in the training part where neither host is of another part, in the validation part where one
 * of them is a validation host and none a test host; see {@link FlowSplit}. So no test host and no test period is in any piece.
 */
public final class PieceJob {

    /** Goes up when the same options come to mean other pieces. */
    private static final int FORMAT = 1;

    private static final int MOST_SHARDS = 10_000;

    /** Of a flow, beside its values. */
    private static final int LINK_BYTES = 20;

    private final Lake lake;
    private final FlowPieces pieces;
    private final FlowSplit split;
    private final int shards;
    private final Progress progress;

    private PieceJob(Lake lake, FlowPieces pieces, FlowSplit split, int shards, Progress progress) {
        this.lake = lake;
        this.pieces = pieces;
        this.split = split;
        this.shards = shards;
        this.progress = progress;
    }

    /**
     * Makes the training data, where it is not there.
     *
     * @param shards files per part and domain; at least the number of workers, best a multiple of it
     * @throws org.flowfoundry.core.error.UserException where a part has no flows
     */
    public static Pieces run(
            Lake lake, GraphFlows flows, FlowPieces pieces, FlowSplit split, int shards, Progress progress) {
        if (shards < 1 || shards > MOST_SHARDS) {
            throw TrainingErrors.badShards(shards, MOST_SHARDS);
        }
        return new PieceJob(lake, pieces, split, shards, progress).run(flows);
    }

    private Pieces run(GraphFlows flows) {
        String version = version(flows);
        ShardStore<Pieces> store = new ShardStore<>(lake, "pieces", version, Pieces.class);
        Pieces there = store.find();
        if (there != null) {
            progress.note("Training data " + version + " is there already");
            return there;
        }
        Path folder = store.begin(UUID.randomUUID().toString());
        try {
            Pieces made = new Pieces(
                    version, part(flows, Split.Part.TRAINING, folder), part(flows, Split.Part.VALIDATION, folder));
            return store.finish(made, folder);
        } catch (IOException e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        } finally {
            store.deleteUnfinished(folder);
        }
    }

    private String version(GraphFlows flows) {
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("format", FORMAT);
        parts.put("flows", flows.version());
        parts.put("domains", pieces.domains());
        parts.put("shape", pieces.shape());
        parts.put("split", split);
        parts.put("shards", shards);
        return DataDigest.of(parts);
    }

    private Pieces.Shards part(GraphFlows flows, Split.Part part, Path folder) {
        String name = part.name().toLowerCase(Locale.ROOT);
        progress.stage(name + " pieces");
        int ofShards = shards;
        long seed = split.shares().seed();
        Dataset<PieceRow> rows = pieces.map(
                flows.rows(),
                flows.part(split, part),
                0,
                cut -> Iterators.mapped(cut, piece -> dealt(piece, ofShards, seed)),
                Encoders.bean(PieceRow.class));
        int widest = pieces.domains().stream()
                .mapToInt(domain -> domain.encoder().width())
                .max()
                .orElseThrow();
        String target = new Path(folder, name).toString();
        ShardWriter.write(
                rows, shards, pieces.shape().flows() * (Float.BYTES * widest + LINK_BYTES), target, "network");
        Pieces.Shards made = counted(name, target);
        if (made.allRows() == 0) {
            throw TrainingErrors.noFlowsToLearnFrom(
                    name, pieces.domains().stream().map(GraphDomain::name).toList());
        }
        progress.update(made.allFlows(), -1, 1);
        return made;
    }

    /** Deals the pieces of a stretch out to shards one after the other, the same each time. */
    private static PieceRow dealt(KeyedPiece cut, int shards, long seed) {
        long first = HostHash.mixed(seed ^ cut.stretch());
        int shard = (int) Math.floorMod(first + cut.number(), (long) shards);
        return new PieceRow(shard, HostHash.mixed(first ^ HostHash.mixed(cut.number())), cut.piece());
    }

    private Pieces.Shards counted(String name, String target) {
        int domains = pieces.domains().size();
        List<List<Long>> rows = new ArrayList<>();
        for (int i = 0; i < domains; i++) {
            rows.add(new ArrayList<>(Collections.nCopies(shards, 0L)));
        }
        List<Long> flows = new ArrayList<>(Collections.nCopies(domains, 0L));
        Dataset<Row> counts = lake.spark()
                .read()
                .schema("flows int, shard int, network int")
                .parquet(target)
                .groupBy("network", "shard")
                .agg(count(lit(1)), sum("flows"));
        for (Row shard : counts.collectAsList()) {
            int domain = shard.getInt(0);
            rows.get(domain).set(shard.getInt(1), shard.getLong(2));
            flows.set(domain, flows.get(domain) + shard.getLong(3));
        }
        return new Pieces.Shards(name, new Path(target).getParent().getName() + "/" + name, rows, flows);
    }
}
