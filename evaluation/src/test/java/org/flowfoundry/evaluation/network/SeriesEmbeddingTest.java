package org.flowfoundry.evaluation.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.evaluation.protocol.FlowEmbedding;
import org.flowfoundry.evaluation.protocol.FlowEmbedding.Flows;
import org.flowfoundry.evaluation.testing.SampleLake;
import org.flowfoundry.features.FeatureOptions;
import org.flowfoundry.features.FeaturesJob;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.flowfoundry.training.graph.KeyedPiece.Key;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.model.Targets;
import org.flowfoundry.training.pretrain.PretrainJob;
import org.flowfoundry.training.pretrain.PretrainOptions;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.pretrain.TrainingPlan;
import org.flowfoundry.training.sequence.EncoderFit;
import org.flowfoundry.training.sequence.SeriesFeatures;
import org.flowfoundry.training.sequence.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class SeriesEmbeddingTest {

    private static final Split SPLIT = new Split(null, .2, .2, 1);

    @TempDir
    private Path folder;

    @Test
    void aFlowHasTheStateOfItsSourceInItsWindow(SparkSession spark) {
        Lake lake = new SampleLake()
                .domain("lab", 2700, true, true, "benign", "DDoS")
                .domain("timeless", 60, false, true, "benign", "DDoS")
                .write(spark, folder);
        FeaturesJob.run(
                spark, FeatureOptions.defaults(lake.uri(), PartitionRange.of(List.of("lab"), null)), Progress.SILENT);
        PretrainJob.run(spark, options(lake), Progress.SILENT);
        FlowEmbedding network =
                Networks.named(spark, lake, List.of("hosts"), List.of(), 1).get(0);
        assertThat(network.name()).isEqualTo("hosts:v1");
        assertThat(network.isTunable()).isFalse();

        Dataset<Row> flows = lake.read(IngestTables.FLOWS, PartitionRange.of(List.of("lab"), null));
        List<Row> rows = flows.collectAsList();
        Map<Key, Row> asked = rows.stream()
                .filter(row -> row.<Long>getAs("source_record") % 3 == 0)
                .collect(Collectors.toMap(SeriesEmbeddingTest::key, row -> row));
        Map<Key, float[]> vectors = network.vectors(new Flows("lab", flows, null), asked.keySet());
        assertThat(vectors.keySet()).isEqualTo(asked.keySet());
        Map<String, Set<String>> byHostAndWindow = asked.values().stream()
                .collect(Collectors.groupingBy(
                        row -> row.getAs("source_address") + " " + window(row),
                        Collectors.mapping(row -> Arrays.toString(vectors.get(key(row))), Collectors.toSet())));
        assertThat(byHostAndWindow.values()).allMatch(states -> states.size() == 1);
        assertThat(byHostAndWindow.values().stream().distinct().count()).isGreaterThan(byHostAndWindow.size() / 2);
        assertThat(network.untrained(1).vectors(new Flows("lab", flows, null), Set.of(key(rows.get(0)))))
                .hasSize(1);

        Dataset<Row> timeless = lake.read(IngestTables.FLOWS, PartitionRange.of(List.of("timeless"), null));
        assertThat(network.vectors(new Flows("timeless", timeless, null), Set.of(new Key("sample", 2700))))
                .isEmpty();
        assertThat(network.unseen("timeless", false)).isNull();
        FlowEmbedding.Unseen unseen = network.unseen("lab", true);
        Split split = SPLIT;
        assertThat(rows)
                .allMatch(row ->
                        unseen.holds(row) == (split.hostPart("lab", row.getAs("source_address")) == Split.Part.TEST));
    }

    private static Key key(Row row) {
        return new Key(row.getAs("source_file"), row.getAs("source_record"));
    }

    private static long window(Row row) {
        return row.<Timestamp>getAs("flow_start").getTime() / 300_000;
    }

    private static PretrainOptions options(Lake lake) {
        TrainingPlan plan = new TrainingPlan(
                3,
                1,
                8,
                1,
                1,
                Optimization.of(3e-3, 0),
                Synchronization.gradients(),
                0,
                2,
                0,
                0,
                new Resources(1, 1, 120));
        return new PretrainOptions(
                lake.uri(),
                PartitionRange.of(List.of("lab"), null),
                "hosts",
                ModelSize.TINY.config(Kind.TRANSFORMER),
                new PretrainOptions.Data(SeriesFeatures.DEFAULT, EncoderFit.DEFAULT_BINS, SPLIT, 1),
                Targets.HARD,
                plan,
                Begin.NEW);
    }
}
