package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.training.decision.TunedLayer;
import org.flowfoundry.training.model.ClassifierObjective.Classifier;
import org.flowfoundry.training.score.LoadedModel;
import org.flowfoundry.training.score.ModelAtWork;
import org.flowfoundry.training.score.WindowFeatures;

/** What a model says of labelled and of unlabelled windows, brought to the driver. */
final class WindowReader {

    /** Windows that scaling and the mix of classes are estimated from. */
    private static final int POOL = 3_000;

    /** Windows of hosts drawn for it: those of few busy hosts would all be alike. */
    private static final int POOL_CANDIDATES = 30_000;

    private static final long PARTS = 1_000_000;
    private static final StructType KEYS = new StructType()
            .add("domain", DataTypes.StringType)
            .add("host", DataTypes.StringType)
            .add("window", DataTypes.LongType);

    private final SparkSession spark;
    private final Dataset<Row> series;
    private final int partitions;
    private final long seed;

    /** @param series what may be learned from: domain, host, window_start and the model's features */
    WindowReader(SparkSession spark, Dataset<Row> series, int partitions, long seed) {
        this.spark = spark;
        this.series = series;
        this.partitions = partitions;
        this.seed = seed;
    }

    /** The windows with those before them, in their order. */
    List<LabelledHistory> histories(LoadedModel model, List<Shot> shots) {
        int most = LabelledHistory.mostWindows(model.config().context());
        return Histories.of(ofHosts(keys(shots)), shots, model.features(), most, partitions);
    }

    /** What a network with a linear layer says of windows: (windows, classes). */
    double[][] probabilities(LoadedModel base, Classifier classifier, List<Shot> shots) {
        LoadedModel model = base.adapted(classifier.network(), null, null);
        TunedLayer layer = new TunedLayer(WindowFeatures.HIDDEN, Tuner.weights(classifier), classifier.biases(), null);
        int width = model.config().width();
        try (ModelAtWork atWork = ModelAtWork.on(spark, model)) {
            return Arrays.stream(features(atWork, shots))
                    .map(row -> layer.probabilities(Arrays.copyOfRange(row, row.length - width, row.length)))
                    .toArray(double[][]::new);
        }
    }

    /** The features of windows, in the order of these. */
    float[][] features(ModelAtWork model, List<Shot> shots) {
        Dataset<Row> keys = keys(shots);
        Dataset<Row> found = windowed(model.features(ofHosts(keys), partitions))
                .join(broadcast(keys), KEYS.fieldNames(), "left_semi")
                .select("domain", "host", "window", ModelAtWork.FEATURES);
        Map<List<Object>, float[]> byKey = new HashMap<>();
        for (Row row : found.collectAsList()) {
            byKey.put(List.of(row.get(0), row.get(1), row.get(2)), floats(row.getList(3)));
        }
        float[][] features = new float[shots.size()][];
        for (int i = 0; i < features.length; i++) {
            Shot shot = shots.get(i);
            features[i] = byKey.get(List.<Object>of(shot.domain(), shot.host(), shot.windowStart()));
        }
        return features;
    }

    /** The features of some windows of many hosts, drawn by the seed. */
    float[][] pool(ModelAtWork model) {
        double share = POOL_CANDIDATES / (double) Math.max(1, series.count());
        Column hash = xxhash64(lit(seed + 1), col("domain"), col("host"));
        Dataset<Row> drawn =
                share >= 1 ? series : series.where(pmod(hash, lit(PARTS)).lt(lit((long) Math.ceil(share * PARTS))));
        return windowed(model.features(drawn.isEmpty() ? series : drawn, partitions))
                .withColumn("order", xxhash64(lit(seed + 2), col("domain"), col("host"), col("window")))
                .orderBy(asc("order"), asc("domain"), asc("host"), asc("window"))
                .limit(POOL)
                .select(ModelAtWork.FEATURES)
                .collectAsList()
                .stream()
                .map(row -> floats(row.getList(0)))
                .toArray(float[][]::new);
    }

    /** All windows of the hosts of some. */
    private Dataset<Row> ofHosts(Dataset<Row> keys) {
        Dataset<Row> hosts = keys.select("domain", "host").distinct();
        return series.join(broadcast(hosts), new String[] {"domain", "host"}, "left_semi");
    }

    private Dataset<Row> keys(List<Shot> shots) {
        List<Row> rows = new ArrayList<>();
        shots.forEach(shot -> rows.add(RowFactory.create(shot.domain(), shot.host(), shot.windowStart())));
        return spark.createDataFrame(rows, KEYS);
    }

    private static Dataset<Row> windowed(Dataset<Row> rows) {
        return rows.withColumn("window", unix_micros(col("window_start")));
    }

    private static float[] floats(List<Float> boxed) {
        float[] floats = new float[boxed.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = boxed.get(i);
        }
        return floats;
    }
}
