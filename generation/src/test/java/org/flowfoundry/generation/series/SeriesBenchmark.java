package org.flowfoundry.generation.series;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.generation.image.DiffusionModel.Wanted;
import org.flowfoundry.generation.image.SamplingMethod;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.generation.series.LoneSeriesTraining.Learned;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Form;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Model;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * What synthetic series are worth: a forest trained on them and tested on real ones (TSTR) beside one trained on the real ones
 * they were learned from (TRTR), a Markov chain, and the series as images of 8 bits keep them; how well they are told from real
 * ones (C2ST), and how far their autocorrelation is off. Or the gain where a forest has few real series, and is given those of a
 * generator that learned from the same few.
 *
 * <p>{@code SeriesBenchmark mirage|sessions FOLDER baselines SEED}, {@code ... FOLDER tokens|places|fields SEED UPDATES
 * [DROPOUT [WIDTH]]}, {@code ... FOLDER gain SEED UPDATES DROPOUT PER-CLASS DRAWS}
 */
public final class SeriesBenchmark {

    private static final int BATCH = 256;
    private static final double VALIDATED = 0.1;

    private final SplittableRandom random;
    private final long seed;
    private final boolean packets;
    private final SparkSession spark;
    private final List<TrafficSeries> training;
    private final SeriesScores scores;

    private SeriesBenchmark(SparkSession spark, List<TrafficSeries> all, boolean packets, long seed) {
        this.spark = spark;
        this.seed = seed;
        this.packets = packets;
        this.random = new SplittableRandom(seed);
        List<TrafficSeries> shuffled = shuffled(all);
        int cut = (int) ((packets ? 0.7 : 0.5) * shuffled.size());
        this.training = shuffled.subList(0, cut);
        List<String> labels =
                all.stream().map(TrafficSeries::label).distinct().sorted().toList();
        int steps = all.stream().mapToInt(TrafficSeries::length).max().orElseThrow();
        this.scores = new SeriesScores(shuffled.subList(cut, shuffled.size()), labels, steps, seed);
    }

    private List<TrafficSeries> shuffled(List<TrafficSeries> all) {
        List<TrafficSeries> shuffled = new ArrayList<>(all);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }

    public static void main(String[] arguments) {
        boolean packets = arguments[0].equals("mirage");
        String folder = Path.of(arguments[1]).toString();
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
        Dataset<Row> rows = packets
                ? mirage(spark, folder)
                : SessionSeries.read(spark, List.of(folder), 30, 2, "video", LocalDate.EPOCH);
        List<TrafficSeries> series =
                rows.collectAsList().stream().map(SeriesTables::series).toList();
        SeriesBenchmark benchmark = new SeriesBenchmark(
                spark, packets ? distinct(series, 2) : series, packets, Long.parseLong(arguments[3]));
        benchmark.run(arguments[2], Arrays.copyOfRange(arguments, 4, arguments.length));
        spark.stop();
    }

    private void run(String what, String[] settings) {
        System.out.printf(
                "seed %d: %d series to learn from, %d to test with, %d classes%n",
                seed, training.size(), scores.test().size(), scores.labels().size());
        if (what.equals("baselines")) {
            baselines();
            return;
        }
        int updates = Integer.parseInt(settings[0]);
        double dropout = settings.length > 1 ? Double.parseDouble(settings[1]) : 0.1;
        if (what.equals("gain")) {
            gain(updates, dropout, Integer.parseInt(settings[2]), Integer.parseInt(settings[3]));
            return;
        }
        Form form = Form.valueOf(what.toUpperCase(Locale.ROOT));
        int width = settings.length > 2 ? Integer.parseInt(settings[2]) : form == Form.FIELDS ? 32 : 256;
        Trained trained = model(training, new Model(form, 10, width, form == Form.FIELDS ? 1 : 3, dropout), updates, 0);
        for (Sampling sampling : samplings(form)) {
            report(form + " at its end " + sampling, generate(trained.last(), training, sampling));
            report(form + " " + sampling, generate(trained.best(), training, sampling));
        }
    }

    private static List<Sampling> samplings(Form form) {
        Sampling plain = new Sampling(SamplingMethod.ANCESTRAL, 50, 0);
        return form == Form.TOKENS
                ? List.of(plain, new Sampling(SamplingMethod.ANCESTRAL, 50, 1))
                : form == Form.PLACES
                        ? List.of(plain, new Sampling(SamplingMethod.ANCESTRAL, 50, 1))
                        : List.of(new Sampling(SamplingMethod.DPM_SOLVER, 15, 0));
    }

    private void baselines() {
        report("real (TRTR)", training);
        MarkovSeries markov = new MarkovSeries(training, packets ? 2 : 1);
        report(
                "Markov chain per class",
                training.stream()
                        .map(one -> markov.draw(one.label(), scores.steps(), random))
                        .toList());
        if (packets) {
            report(
                    "real, as images of 8 bits",
                    training.stream().map(SeriesBenchmark::ofEightBits).toList());
        }
    }

    /** By the parameters that validated best, and by the last ones. */
    private record Trained(SavedSeriesModel best, SavedSeriesModel last) {}

    /** A model of series of which a tenth only validates. */
    private Trained model(List<TrafficSeries> learned, Model model, int updates, int patience) {
        Dataset<Row> rows = spark.createDataFrame(
                learned.stream().map(SeriesBenchmark::row).toList(), SeriesTables.SERIES.schema());
        SeriesDescription description = new SeriesFit(rows).describe(model, seed);
        List<TrafficSeries> order = shuffled(learned);
        int cut = (int) Math.round((1 - VALIDATED) * order.size());
        int batch = model.form() == Form.FIELDS ? BATCH / 4 : BATCH;
        long start = System.nanoTime();
        Learned best = new LoneSeriesTraining(updates, batch, 2e-3, patience, seed)
                .run(description.network(), order.subList(0, cut), order.subList(cut, order.size()));
        System.out.printf(
                "learned from %d series, %d parameters, best after %d updates of at most %d, validation %.4f, in %d s%n",
                cut,
                best.parameters().length,
                best.update(),
                updates,
                best.loss(),
                (System.nanoTime() - start) / 1_000_000_000);
        return new Trained(
                new SavedSeriesModel(description, best.parameters()), new SavedSeriesModel(description, best.last()));
    }

    /** As many of each class and length as there are of these. */
    private List<TrafficSeries> generate(SavedSeriesModel model, List<TrafficSeries> like, Sampling sampling) {
        List<TrafficSeries> made = new ArrayList<>();
        List<String> labels = model.description().labels();
        try (SeriesGenerator generator = new SeriesGenerator(model, sampling, NativeEngine.onCpu())) {
            for (int from = 0; from < like.size(); from += BATCH) {
                List<TrafficSeries> some = like.subList(from, Math.min(like.size(), from + BATCH));
                Wanted wanted = new Wanted(
                        some.stream()
                                .mapToInt(one -> labels.indexOf(one.label()))
                                .toArray(),
                        some.stream().mapToInt(TrafficSeries::length).toArray());
                long first = seed * 1_000_003 + from;
                generator
                        .make(
                                wanted,
                                LongStream.range(first, first + some.size()).toArray())
                        .forEach(one -> made.add(one.series()));
            }
        }
        return made;
    }

    private void report(String what, List<TrafficSeries> learned) {
        SeriesScores.TwoSample told = scores.twoSample(learned);
        System.out.printf(
                "%-60s TSTR macro-F1 %.3f, copies %.3f (lengths and directions %.3f), C2ST boosting %.3f forest %.3f,"
                        + " autocorrelation off by %.4f%n",
                what,
                scores.macroF1(learned),
                SeriesScores.copies(learned, training, Integer.MAX_VALUE),
                SeriesScores.copies(learned, training, 2),
                told.boosting(),
                told.forest(),
                scores.autocorrelation(learned));
    }

    /** The forest of so many real series per class against that of the same and synthetic ones that were made of no others. */
    private void gain(int updates, double dropout, int perClass, int draws) {
        double[] gains = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            List<TrafficSeries> few = few(perClass);
            SavedSeriesModel model = model(few, new Model(Form.TOKENS, 10, 256, 3, dropout), updates, 4)
                    .best();
            List<TrafficSeries> like =
                    Collections.nCopies(5, few).stream().flatMap(List::stream).toList();
            List<TrafficSeries> made = generate(model, like, new Sampling(SamplingMethod.ANCESTRAL, 50, 0));
            double real = scores.macroF1(few);
            double both =
                    scores.macroF1(Stream.concat(few.stream(), made.stream()).toList());
            gains[draw] = both - real;
            System.out.printf(
                    "%d per class, draw %d: real %.3f, synthetic alone %.3f, both %.3f%n",
                    perClass, draw, real, scores.macroF1(made), both);
        }
        double mean = Arrays.stream(gains).average().orElseThrow();
        double deviation = Math.sqrt(
                Arrays.stream(gains).map(one -> (one - mean) * (one - mean)).sum() / (draws - 1));
        System.out.printf(
                "%d per class: gain %.4f, standard error %.4f over %d draws%n",
                perClass, mean, deviation / Math.sqrt(draws), draws);
    }

    private List<TrafficSeries> few(int perClass) {
        List<TrafficSeries> order = shuffled(training);
        return scores.labels().stream()
                .flatMap(label ->
                        order.stream().filter(one -> one.label().equals(label)).limit(perClass))
                .toList();
    }

    private static Dataset<Row> mirage(SparkSession spark, String folder) {
        Dataset<Row> flows = spark.read()
                .parquet(folder)
                .selectExpr(
                        "'mirage' AS domain",
                        "DATE'1970-01-01' AS date",
                        "LABEL AS label",
                        "LABEL AS application",
                        "map('PL', to_json(PL), 'DIR', to_json(DIR), 'IAT', to_json(IAT)) AS attributes");
        return PacketSeries.of(flows, 10);
    }

    private static Row row(TrafficSeries series) {
        return RowFactory.create(
                "any",
                Date.valueOf("1970-01-01"),
                "any",
                series.label(),
                series.length(),
                Stream.iterate(0, i -> i < series.values().length, i -> i + 1)
                        .map(i -> "channel" + i)
                        .toArray(),
                Stream.of(series.values())
                        .map(values -> Arrays.stream(values).boxed().toArray())
                        .toArray());
    }

    /** Without those that repeat the first channels of one before. */
    private static List<TrafficSeries> distinct(List<TrafficSeries> all, int channels) {
        Map<String, TrafficSeries> first = new LinkedHashMap<>();
        all.forEach(one -> first.putIfAbsent(SeriesScores.text(one, channels), one));
        return List.copyOf(first.values());
    }

    /** What is left of lengths where their field is an image of 256 shades, as NetDiffus keeps it. */
    private static TrafficSeries ofEightBits(TrafficSeries series) {
        double[][] values = series.values().clone();
        values[0] = Arrays.stream(values[0])
                .map(length -> {
                    double diagonal = 2 * Math.pow(Math.min(1460, length) / 1460, 2) - 1;
                    return 1460 * Math.sqrt(Math.rint((diagonal + 1) / 2 * 255) / 255);
                })
                .toArray();
        return new TrafficSeries(series.label(), values);
    }
}
