package org.flowfoundry.evaluation.network;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.unix_seconds;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.evaluation.protocol.FlowEmbedding;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.training.graph.KeyedPiece.Key;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.score.LoadedModel;
import org.flowfoundry.training.score.ModelAtWork;
import org.flowfoundry.training.sequence.SeriesTable;
import org.flowfoundry.training.sequence.Split;
import org.flowfoundry.training.sequence.Split.Part;

/**
 * What a model of host series makes of a flow's source: the network's state after the window that the flow begins in. A flow
 * without a source or a time has none. Read are the series of the hosts of the flows asked for.
 */
final class SeriesEmbedding implements FlowEmbedding {

    private static final StructType KEYS =
            new StructType().add("source_file", DataTypes.StringType).add("source_record", DataTypes.LongType);

    private final Lake lake;
    private final String name;
    private final boolean trained;
    private final LoadedModel model;
    private final Set<String> domains;

    private SeriesEmbedding(Lake lake, String name, boolean trained, LoadedModel model, Set<String> domains) {
        this.lake = lake;
        this.name = name;
        this.trained = trained;
        this.model = model;
        this.domains = domains;
    }

    static SeriesEmbedding of(Lake lake, ModelVersion version) {
        return new SeriesEmbedding(
                lake,
                version.id(),
                true,
                LoadedModel.of(version),
                Set.copyOf(version.card().data().domains()));
    }

    @Override
    public SeriesEmbedding untrained(long seed) {
        float[] first = new SequenceModel(model.config(), model.encoder()).initialParameters(seed);
        return new SeriesEmbedding(lake, name + UNTRAINED, false, model.adapted(first, null, null), domains);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isTrained() {
        return trained;
    }

    @Override
    public Map<Key, float[]> vectors(Flows flows, Set<Key> asked) {
        PartitionRange range = new PartitionRange(List.of(flows.domain()), null, null);
        Map<Key, float[]> vectors = new HashMap<>();
        if (!lake.exists(HostSeries.TABLE) || lake.read(HostSeries.TABLE, range).isEmpty()) {
            return vectors;
        }
        SeriesTable table = SeriesTable.open(lake, range, model.features());
        table.check(model.encoder());
        Dataset<Row> some = placed(flows.rows(), asked);
        Dataset<Row> windows = table.rows().join(broadcast(some.select("host").distinct()), "host", "left_semi");
        try (ModelAtWork work = ModelAtWork.on(lake.spark(), model)) {
            int width = model.config().width();
            Dataset<Row> states = work.features(
                            windows, lake.spark().sparkContext().defaultParallelism())
                    .select(
                            col("host"),
                            col("window_start"),
                            // The state is the last group of a row.
                            expr("slice(" + ModelAtWork.FEATURES + ", -" + width + ", " + width + ")")
                                    .as("state"));
            for (Row row : states.join(broadcast(some), new String[] {"host", "window_start"})
                    .select("source_file", "source_record", "state")
                    .collectAsList()) {
                vectors.put(new Key(row.getString(0), row.getLong(1)), GraphEmbedding.floats(row.getList(2)));
            }
        }
        return vectors;
    }

    /** The flows asked for: source_file, source_record, host and window_start. */
    private Dataset<Row> placed(Dataset<Row> flows, Set<Key> asked) {
        Dataset<Row> keys = lake.spark()
                .createDataFrame(
                        asked.stream()
                                .map(key -> RowFactory.create(key.file(), key.record()))
                                .toList(),
                        KEYS);
        Column seconds = lit(model.encoder().windowSeconds());
        return flows.join(broadcast(keys), new String[] {"source_file", "source_record"}, "left_semi")
                .where(col("source_address").isNotNull().and(col("flow_start").isNotNull()))
                .select(
                        col("source_file"),
                        col("source_record"),
                        col("source_address").as("host"),
                        timestamp_seconds(floor(unix_seconds(col("flow_start")).divide(seconds))
                                        .multiply(seconds))
                                .as("window_start"));
    }

    @Override
    public Unseen unseen(String domain, boolean timed) {
        if (!domains.contains(domain)) {
            return null;
        }
        Split split = model.split();
        long seconds = model.encoder().windowSeconds();
        return flow -> isUnseen(split, seconds, domain, flow);
    }

    private static boolean isUnseen(Split split, long seconds, String domain, Row flow) {
        String host = flow.getAs("source_address");
        Object start = flow.getAs("flow_start");
        if (host == null || start == null) {
            return true;
        }
        Instant at = start instanceof Timestamp stamp ? stamp.toInstant() : (Instant) start;
        long window = Math.floorDiv(at.getEpochSecond(), seconds) * seconds;
        return split.part(domain, host, Instant.ofEpochSecond(window)) == Part.TEST;
    }

    @Override
    public Collection<String> fields(String domain) {
        return List.of();
    }
}
