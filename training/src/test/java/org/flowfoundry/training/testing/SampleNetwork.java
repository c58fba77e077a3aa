package org.flowfoundry.training.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.registry.ModelCard;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedModel;
import org.flowfoundry.training.sequence.EncoderFit;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.SeriesFeatures;
import org.flowfoundry.training.sequence.SeriesTable;
import org.flowfoundry.training.sequence.Split;

/** A lake of forty hosts over six hours, some of which flood a server now and then, and models of it. */
public final class SampleNetwork {

    public static final Split SPLIT =
            new Split(LabelledLake.DAY.plusSeconds(4 * 3600).toString(), 0.2, 0.1, 1);

    private static final int HOSTS = 40;
    private static final int WINDOWS = 72;
    private static final int WINDOW_SECONDS = 300;

    private static Lake shared;

    private SampleNetwork() {}

    /** The lake, made once for all tests of the JVM, which add to it but change nothing that is there. */
    public static synchronized Lake lake(SparkSession spark) throws IOException {
        if (shared == null) {
            shared = write(spark, Files.createDirectories(Path.of("target/sample-network-" + UUID.randomUUID())));
        }
        return shared;
    }

    /** A lake with other host series in the place of these, and the same models. */
    public static Lake with(SparkSession spark, Path folder, Dataset<Row> hostSeries) throws IOException {
        Lake copy = Lake.open(spark, folder.toString());
        copy.replace(HostSeries.TABLE, hostSeries, PartitionRange.ALL, TableFormat.PARQUET);
        org.apache.hadoop.fs.Path models =
                new org.apache.hadoop.fs.Path(lake(spark).uri(), ModelRegistry.FOLDER);
        org.apache.hadoop.fs.FileUtil.copy(
                copy.fileSystem(),
                models,
                copy.fileSystem(),
                new org.apache.hadoop.fs.Path(copy.uri(), ModelRegistry.FOLDER),
                false,
                spark.sparkContext().hadoopConfiguration());
        return copy;
    }

    /** Every fifth host floods in one of five of its windows. */
    private static Lake write(SparkSession spark, Path folder) {
        Random random = new Random(11);
        LabelledLake lake = new LabelledLake();
        for (int host = 0; host < HOSTS; host++) {
            for (int window = 0; window < WINDOWS; window++) {
                if (random.nextInt(3) == 0) {
                    window(lake, random, host, window);
                }
            }
        }
        return lake.write(spark, folder);
    }

    private static void window(LabelledLake lake, Random random, int host, int window) {
        boolean floods = host % 5 == 0 && random.nextInt(10) < 2;
        int flows = floods ? 25 : 1 + random.nextInt(3);
        for (int i = 0; i < flows; i++) {
            double second = window * WINDOW_SECONDS + random.nextInt(WINDOW_SECONDS * 1000) / 1000.0;
            String server = "10.1.0." + (floods ? 1 : 1 + random.nextInt(6));
            lake.flow(second, "10.0.0." + (host + 1), server, floods ? "syn_flood" : "benign")
                    .packets(floods ? 1 : 4 + random.nextInt(20))
                    .bytes(floods ? 60 : 500 + random.nextInt(20_000));
        }
    }

    /** The encoder of the lake's training part. */
    public static SeriesEncoder encoder(Lake lake) {
        List<SeriesFeature> features = SeriesFeatures.of(List.of(
                "bytes_out", "bytes_in", "packets_out", "flows_as_source", "flows_as_destination", "distinct_sources"));
        SeriesTable table = SeriesTable.open(lake, PartitionRange.ALL, features);
        Dataset<Row> training = table.rows().where(SPLIT.condition(Split.Part.TRAINING));
        return EncoderFit.fit(table, training, features, 16, Progress.SILENT);
    }

    /** Registers a tiny model that has learned nothing yet, with its split and the given further files. */
    public static ModelVersion publish(Lake lake, SeriesEncoder encoder, String name, Map<String, FileContent> more)
            throws IOException {
        ModelConfig config = ModelSize.TINY.config(ModelConfig.Kind.TRANSFORMER);
        SequenceModel model = new SequenceModel(config, encoder);
        SavedModel.Description description = new SavedModel.Description(config, encoder, SPLIT);
        Map<String, FileContent> files =
                new LinkedHashMap<>(SavedModel.files(description, model.layout(), model.initialParameters(3)));
        files.putAll(more);
        ModelCard card = new ModelCard(
                "transformer",
                null,
                Instant.EPOCH.toString(),
                null,
                new ModelCard.TrainingData("host_series", "none", List.of("lab"), "2026-03-10", "2026-03-10", 300, 0),
                Map.of(),
                3,
                model.layout().size(),
                Map.of(),
                Map.of(),
                List.of());
        return new ModelRegistry(lake).publish(name, card, files);
    }
}
