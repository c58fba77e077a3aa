package org.flowfoundry.training.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.training.model.SequencePredictor;
import org.flowfoundry.training.model.Trajectories;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.sequence.SegmentRule;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.testing.LabelledLake;
import org.flowfoundry.training.testing.SampleNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class ForecastJobTest {

    private static final Instant NOON = LabelledLake.DAY.plusSeconds(5 * 3600);

    @Test
    void forecastsEachHostRepeatablyAndReplacesItsOwn(SparkSession spark) throws Exception {
        Lake lake = SampleNetwork.lake(spark);
        SampleNetwork.publish(lake, SampleNetwork.encoder(lake), "fc", Map.of());
        ForecastResult result = forecast(lake, options(lake, NOON, 20));
        long hosts = lake.read(HostSeries.TABLE)
                .where("window_start < '2026-03-10 05:00:00'")
                .groupBy("host")
                .count()
                .where("count >= 3")
                .count();
        assertThat(result.hosts()).isEqualTo(hosts);
        assertThat(result.issuedAt()).isEqualTo(NOON.toString());
        Dataset<Row> forecasts = lake.read(ScoreTables.FORECASTS).where("model = 'fc'");
        assertThat(forecasts.count()).isEqualTo(hosts * 4 * 2);
        assertThat(forecasts
                        .where("p_active between 0 and 1 and 0 <= q05 and q05 <= q25 and q25 <= q50 and q50 <= q75"
                                + " and q75 <= q95 and mean >= 0 and (p_active > 0 or mean = 0)")
                        .count())
                .isEqualTo(forecasts.count());
        assertThat(forecasts
                        .where("window_start = timestamp_seconds(unix_seconds(issued_at) + (horizon - 1) * 300)"
                                + " and issued_at = '2026-03-10 05:00:00' and date = '2026-03-10'")
                        .count())
                .isEqualTo(forecasts.count());
        List<Row> first = sorted(forecasts);
        forecast(lake, options(lake, NOON, 20));
        assertThat(sorted(lake.read(ScoreTables.FORECASTS).where("model = 'fc'")))
                .isEqualTo(first);
    }

    @Test
    void activityFollowsTheModelGivenTheHostsSilence(SparkSession spark) throws Exception {
        Lake lake = SampleNetwork.lake(spark);
        ModelVersion version = SampleNetwork.publish(lake, SampleNetwork.encoder(lake), "fc2", Map.of());
        LoadedModel model = LoadedModel.of(version);
        long last = NOON.getEpochSecond() - 4 * 300;
        float[][] values = new float[5][model.features().size()];
        long[] starts = {last - 2400, last - 1500, last - 900, last - 600, last};
        HostHistory history = new HostHistory("lab", "10.0.0.9", starts, values);
        ForecastPlan plan = new ForecastPlan(NOON.getEpochSecond(), 300, 6, 3000, new int[] {0}, 1, 5);
        try (SequencePredictor predictor =
                SequencePredictor.open(model.config(), model.encoder(), model.parameters(), NativeEngine.onCpu())) {
            Futures.OfHost future =
                    new Futures(predictor, plan).of(List.of(history)).get(0);
            HostHistory.Example example =
                    history.example(SegmentRule.half(model.config().context(), 300));
            try (Trajectories one = predictor.continuing(example.sequence(), new int[] {example.token()})) {
                double[] counts = perCount(model.encoder(), one.elapsedProbabilities());
                double beyond = IntStream.range(4, counts.length)
                        .mapToDouble(i -> counts[i])
                        .sum();
                assertThat(future.active(0) / 3000.0).isCloseTo(counts[4] / beyond, within(0.04));
            }
        }
    }

    @Test
    void drawnGapsAreLongerThanTheSilence(SparkSession spark) throws Exception {
        SeriesEncoder encoder = SampleNetwork.encoder(SampleNetwork.lake(spark));
        SplittableRandom random = new SplittableRandom(1);
        float[] even = new float[encoder.elapsedBins()];
        java.util.Arrays.fill(even, 1f / (even.length - 1));
        for (int silence : new int[] {0, 1, 5, 300, 100_000}) {
            for (int i = 0; i < 200; i++) {
                assertThat(Draw.elapsed(encoder, even, 0, silence, random)).isGreaterThan(silence);
            }
        }
        float[] one = new float[encoder.elapsedBins()];
        one[1] = 1;
        assertThat(Draw.elapsed(encoder, one, 0, 0, random)).isEqualTo(1);
    }

    @Test
    void whatCannotBeForecastIsRefused(SparkSession spark) throws Exception {
        Lake lake = SampleNetwork.lake(spark);
        SampleNetwork.publish(lake, SampleNetwork.encoder(lake), "fc", Map.of());
        assertThatThrownBy(() -> options(lake, NOON, 0))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--samples is 0, but must lie between 1 and 10000");
        ForecastOptions unknown =
                new ForecastOptions(lake.uri(), "fc", List.of(), null, 1, 1, List.of("bytes_ot"), 1, 1);
        assertThatThrownBy(() -> forecast(lake, unknown))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("does not read 'bytes_ot'")
                .hasMessageContaining("Did you mean bytes_out");
        List<String> twice = List.of("bytes_out", "bytes_in", "bytes_out");
        assertThatThrownBy(() -> new ForecastOptions(lake.uri(), "fc", List.of(), null, 1, 1, twice, 1, 1))
                .isInstanceOf(UserException.class)
                .hasMessage("Feature 'bytes_out' is named twice: name each column once.");
        ForecastOptions early = options(lake, LabelledLake.DAY.minusSeconds(864_000), 3);
        assertThatThrownBy(() -> forecast(lake, early))
                .isInstanceOf(UserException.class)
                .hasMessage("Table host_series in lake '" + lake.uri() + "' has no windows in the day before "
                        + early.at()
                        + ". Run `flowfoundry features` first, or choose another network or time with --domain"
                        + " and --at.");
        for (Instant at : new Instant[] {null, NOON}) {
            ForecastOptions elsewhere =
                    new ForecastOptions(lake.uri(), "fc", List.of("lba"), at, 1, 1, List.of("bytes_out"), 1, 1);
            assertThatThrownBy(() -> forecast(lake, elsewhere))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("has no windows of the domains asked for")
                    .hasMessageContaining("There is no domain 'lba'. Did you mean lab?")
                    .hasMessageNotContaining("--date");
        }
    }

    /** The probability of each count of elapsed windows, spread evenly within bins. */
    private static double[] perCount(SeriesEncoder encoder, float[] bins) {
        int[] edges = encoder.elapsedEdges();
        int last = edges[edges.length - 1];
        double[] counts = new double[last + 1];
        for (int bin = 1; bin < bins.length - 1; bin++) {
            for (int count = edges[bin - 1]; count < edges[bin]; count++) {
                counts[count] = bins[bin] / (edges[bin] - edges[bin - 1]);
            }
        }
        counts[last] = bins[bins.length - 1];
        return counts;
    }

    private static ForecastOptions options(Lake lake, Instant at, int samples) {
        return new ForecastOptions(
                lake.uri(), "fc", List.of(), at, 4, samples, List.of("bytes_out", "flows_as_source"), 3, 1);
    }

    private static ForecastResult forecast(Lake lake, ForecastOptions options) {
        return ForecastJob.run(lake.spark(), options, Progress.SILENT);
    }

    private static List<Row> sorted(Dataset<Row> rows) {
        return rows.orderBy("host", "horizon", "feature").collectAsList();
    }
}
