package org.flowfoundry.generation.series;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.posexplode;

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

/**
 * The classes of series, as a table of them tells: what values each has at each step, and how long its series are. Values are
 * summed up in quantiles on the executors, at most {@value #MOST_NUMBERS} in all.
 */
final class SeriesFit {

    private static final int MOST_CLASSES = 1_000;
    private static final int MOST_NUMBERS = 2_000_000;
    private static final int MOST_QUANTILES = 1_024;
    private static final int ACCURACY = 20_000;

    private final Dataset<Row> series;
    private final List<String> channels;
    private final int steps;

    private SeriesFit(Dataset<Row> series, List<String> channels, int steps) {
        this.series = series;
        this.channels = channels;
        this.steps = steps;
    }

    /**
     * The classes.
     *
     * @param series rows of {@link SeriesTables#SERIES}, of one kind; not none
     * @throws org.flowfoundry.core.error.UserException where they are of several kinds, or too many classes
     */
    static List<SeriesClass> classes(Dataset<Row> series) {
        Row shape = series.agg(countDistinct("label"), countDistinct("channels"), max("length"))
                .head();
        if (shape.getLong(0) > MOST_CLASSES) {
            throw GenerationErrors.tooManyClasses(shape.getLong(0), MOST_CLASSES);
        }
        if (shape.getLong(1) > 1) {
            throw GenerationErrors.mixedSeries(shape.getLong(1) + " lists of channels");
        }
        int steps = Math.max(2, shape.getInt(2));
        if (steps > SeriesCodec.MOST_STEPS) {
            throw GenerationErrors.badSeriesSetting(
                    "steps", Integer.toString(steps), "a series has at most " + SeriesCodec.MOST_STEPS);
        }
        List<String> channels = series.select("channels").head().getList(0);
        return new SeriesFit(series, channels, steps).fit((int) shape.getLong(0));
    }

    private record Place(String label, int channel, int step) {}

    private List<SeriesClass> fit(int labels) {
        Map<Place, Scale> scales = scales(labels);
        Map<String, long[]> lengths = lengths();
        return lengths.keySet().stream()
                .sorted()
                .map(label -> new SeriesClass(label, codec(label, scales), lengths.get(label)))
                .toList();
    }

    private Map<String, long[]> lengths() {
        Map<String, long[]> lengths = new HashMap<>();
        for (Row row : series.groupBy("label", "length").agg(count(lit(1))).collectAsList()) {
            lengths.computeIfAbsent(row.getString(0), label -> new long[steps + 1])[row.getInt(1)] = row.getLong(2);
        }
        return lengths;
    }

    private Map<Place, Scale> scales(int labels) {
        int quantiles = Math.max(16, Math.min(MOST_QUANTILES, MOST_NUMBERS / (labels * channels.size() * steps)));
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
