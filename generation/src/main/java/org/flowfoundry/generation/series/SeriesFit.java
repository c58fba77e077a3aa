package org.flowfoundry.generation.series;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.diffusion.DenoiserConfig;
import org.flowfoundry.generation.image.DiffusionConfig;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Form;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Model;

/**
 * A model of series before it has learned: classes, and how their values are what the network reads. Tokens are fitted to a
 * sample; of places, values are summed up in quantiles on the executors, at most {@value #MOST_NUMBERS} in all.
 */
final class SeriesFit {

    private static final int MOST_CLASSES = 1_000;
    private static final int MOST_NUMBERS = 2_000_000;
    private static final int MOST_QUANTILES = 1_024;
    private static final int ACCURACY = 20_000;
    private static final int MOST_SAMPLED = 50_000;

    private final Dataset<Row> series;
    private final List<String> channels;
    private final int steps;
    private final List<SeriesClass> classes;

    /**
     * Looks at series.
     *
     * @param series rows of {@link SeriesTables#SERIES}, of one kind; not none
     * @throws org.flowfoundry.core.error.UserException where they are of several kinds, or too many classes
     */
    SeriesFit(Dataset<Row> series) {
        Row shape = series.agg(countDistinct("label"), countDistinct("channels"), max("length"))
                .head();
        if (shape.getLong(0) > MOST_CLASSES) {
            throw GenerationErrors.tooManyClasses(shape.getLong(0), MOST_CLASSES);
        }
        if (shape.getLong(1) > 1) {
            throw GenerationErrors.mixedSeries(shape.getLong(1) + " lists of channels");
        }
        this.series = series;
        this.steps = Math.max(2, shape.getInt(2));
        if (steps > SeriesCodec.MOST_STEPS) {
            throw GenerationErrors.badSetting(
                    "series-steps", Integer.toString(steps), "a series has at most " + SeriesCodec.MOST_STEPS);
        }
        this.channels = series.select("channels").head().getList(0);
        this.classes = classes();
    }

    private List<SeriesClass> classes() {
        Map<String, long[]> lengths = new HashMap<>();
        for (Row row : series.groupBy("label", "length").agg(count(lit(1))).collectAsList()) {
            lengths.computeIfAbsent(row.getString(0), label -> new long[steps + 1])[row.getInt(1)] = row.getLong(2);
        }
        return lengths.keySet().stream()
                .sorted()
                .map(label -> new SeriesClass(label, lengths.get(label)))
                .toList();
    }

    /** The description of a model that is to learn them. */
    SeriesDescription describe(Model model, long seed) {
        SeriesNetwork<?, ?> network = model.form() == Form.TOKENS ? tokens(model, seed) : image(model);
        return new SeriesDescription(channels, steps, classes, network);
    }

    private List<String> labels() {
        return classes.stream().map(SeriesClass::label).toList();
    }

    private TokenNetwork tokens(Model model, long seed) {
        int rows = Math.min(MOST_SAMPLED, 2 * MOST_NUMBERS / (channels.size() * steps));
        List<TrafficSeries> sample =
                series.orderBy(xxhash64(lit(seed), col("label"), col("values"))).limit(rows).collectAsList().stream()
                        .map(SeriesTables::series)
                        .toList();
        return new TokenNetwork(
                new DenoiserConfig(model.width(), model.blocks(), model.dropout()),
                StepTokens.fit(labels(), channels, steps, sample));
    }

    private ImageNetwork image(Model model) {
        DiffusionConfig config = new DiffusionConfig(
                model.form() == Form.PLACES ? DiffusionConfig.Form.PLACES : DiffusionConfig.Form.FIELDS,
                channels.size(),
                steps,
                classes.size(),
                model.width(),
                model.blocks());
        Map<Place, Scale> scales = scales();
        List<SeriesCodec> codecs =
                labels().stream().map(label -> codec(label, scales)).toList();
        return new ImageNetwork(config, labels(), codecs);
    }

    private record Place(String label, int channel, int step) {}

    private Map<Place, Scale> scales() {
        int quantiles =
                Math.max(16, Math.min(MOST_QUANTILES, MOST_NUMBERS / (classes.size() * channels.size() * steps)));
        double[] shares = IntStream.range(0, quantiles)
                .mapToDouble(i -> (i + 0.5) / quantiles)
                .toArray();
        Column asked =
                array(DoubleStream.of(shares).mapToObj(share -> lit(share)).toArray(Column[]::new));
        Dataset<Row> values = series.select(
                        col("label"), posexplode(col("values")).as(new String[] {"channel", "list"}))
                .select(col("label"), col("channel"), posexplode(col("list")).as(new String[] {"step", "value"}));
        Map<Place, Scale> scales = new HashMap<>();
        for (Row row : values.groupBy("label", "channel", "step")
                .agg(percentile_approx(col("value"), asked, lit(ACCURACY)))
                .collectAsList()) {
            Map<Double, Long> counts = new HashMap<>();
            row.<Double>getList(3).forEach(value -> counts.merge(value, 1L, Long::sum));
            scales.put(new Place(row.getString(0), row.getInt(1), row.getInt(2)), Scale.levels(counts));
        }
        return scales;
    }

    private SeriesCodec codec(String label, Map<Place, Scale> scales) {
        List<SeriesChannel> all = new ArrayList<>();
        for (int channel = 0; channel < channels.size(); channel++) {
            List<Scale> ofSteps = new ArrayList<>();
            for (int step = 0; step < steps; step++) {
                // No series of the class is so long: the scale is never asked.
                ofSteps.add(scales.getOrDefault(new Place(label, channel, step), Scale.linear(1)));
            }
            all.add(new SeriesChannel(channels.get(channel), ofSteps));
        }
        return new SeriesCodec(all, steps);
    }
}
