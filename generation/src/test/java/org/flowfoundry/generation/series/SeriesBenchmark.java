package org.flowfoundry.generation.series;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
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
import org.flowfoundry.generation.image.DiffusionConfig;
import org.flowfoundry.generation.image.DiffusionConfig.Form;
import org.flowfoundry.generation.image.DiffusionModel;
import org.flowfoundry.generation.image.DiffusionModel.Wanted;
import org.flowfoundry.generation.image.SamplingMethod;
import org.flowfoundry.generation.image.SeriesBatch;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.training.data.Rows;
import org.flowfoundry.training.data.ShuffledBatches;
import org.flowfoundry.training.decision.Forest;
import org.flowfoundry.training.decision.Metrics;
import org.flowfoundry.training.decision.Probabilities;
import org.flowfoundry.training.engine.LoneTraining;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.optimizer.MovingAverage;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * What synthetic series are worth: a forest trained on them and tested on real ones (TSTR) beside one trained on the real ones
 * they were learned from (TRTR), a Markov chain, and the series as images of 8 bits keep them. Of sessions, also how well a
 * forest tells them from real ones, and how far their autocorrelation is off. {@code SeriesBenchmark mirage|sessions FOLDER
 * places|fields UPDATES SEED}
 */
public final class SeriesBenchmark {

    private static final int BATCH = 256;
    private static final double RATE = 2e-3;
    private static final int LAGS = 10;

    private final SplittableRandom random;
    private final long seed;
    private final List<TrafficSeries> training;
    private final List<TrafficSeries> test;
    private final List<String> labels;
    private final int steps;

    private SeriesBenchmark(List<TrafficSeries> all, double share, long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        List<TrafficSeries> shuffled = new ArrayList<>(all);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        int cut = (int) (share * shuffled.size());
        this.training = shuffled.subList(0, cut);
        this.test = shuffled.subList(cut, shuffled.size());
        this.labels = all.stream().map(TrafficSeries::label).distinct().sorted().toList();
        this.steps = all.stream().mapToInt(TrafficSeries::length).max().orElseThrow();
    }

    public static void main(String[] arguments) {
        boolean mirage = arguments[0].equals("mirage");
        Path folder = Path.of(arguments[1]);
        Form form = Form.valueOf(arguments[2].toUpperCase(Locale.ROOT));
        int updates = Integer.parseInt(arguments[3]);
        long seed = Long.parseLong(arguments[4]);
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
        Dataset<Row> rows = mirage
                ? mirage(spark, folder)
                : SessionSeries.read(spark, List.of(folder.toString()), 30, 2, "video", LocalDate.EPOCH);
        List<TrafficSeries> series = distinct(
                rows.collectAsList().stream().map(SeriesTables::series).toList(), mirage ? 2 : rows.columns().length);
        SeriesBenchmark benchmark = new SeriesBenchmark(series, mirage ? 0.7 : 0.5, seed);
        Dataset<Row> learned = spark.createDataFrame(
                benchmark.training.stream().map(SeriesBenchmark::row).toList(), SeriesTables.SERIES.schema());
        benchmark.run(SeriesFit.classes(learned), form, updates, mirage);
        spark.stop();
    }

    private static Dataset<Row> mirage(SparkSession spark, Path folder) {
        Dataset<Row> flows = spark.read()
                .parquet(folder.toString())
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
        all.forEach(one -> first.putIfAbsent(
                Arrays.deepToString(Arrays.copyOf(one.values(), Math.min(channels, one.values().length))), one));
        return List.copyOf(first.values());
    }

    private void run(List<SeriesClass> classes, Form form, int updates, boolean packets) {
        System.out.printf(
                "seed %d: %d series to learn from, %d to test with, %d classes%n",
                seed, training.size(), test.size(), labels.size());
        report("real (TRTR)", training);
        MarkovSeries markov = new MarkovSeries(training, packets ? 2 : 1);
        report(
                "Markov chain per class",
                training.stream()
                        .map(one -> markov.draw(one.label(), steps, random))
                        .toList());
        if (packets) {
            report(
                    "real, as images of 8 bits",
                    training.stream().map(SeriesBenchmark::ofEightBits).toList());
        }
        DiffusionConfig config = new DiffusionConfig(
                form,
                classes.get(0).codec().channels().size(),
                steps,
                labels.size(),
                form == Form.PLACES ? 256 : 32,
                form == Form.PLACES ? 3 : 1);
        long start = System.nanoTime();
        SavedSeriesModel model =
                new SavedSeriesModel(new SeriesDescription(config, classes), train(config, classes, updates));
        System.out.printf(
                "trained %d updates, %d parameters, in %d s%n",
                updates, model.parameters().length, (System.nanoTime() - start) / 1_000_000_000);
        for (Sampling sampling : List.of(
                new Sampling(SamplingMethod.DPM_SOLVER, 15, 0),
                new Sampling(SamplingMethod.ANCESTRAL, 50, 0),
                new Sampling(SamplingMethod.ANCESTRAL, 50, 1))) {
            report(sampling.toString(), generate(model, sampling));
        }
    }

    private float[] train(DiffusionConfig config, List<SeriesClass> classes, int updates) {
        List<SeriesExample> examples = training.stream()
                .map(one -> {
                    int label = labels.indexOf(one.label());
                    return SeriesExample.of(one, classes.get(label).codec(), label);
                })
                .toList();
        DiffusionModel model = new DiffusionModel(config);
        float[] start = model.initialParameters(seed);
        NativeEngine engine = NativeEngine.onCpu();
        int batch = config.form() == Form.PLACES ? BATCH : BATCH / 4;
        try (FlatParameters parameters = new FlatParameters(model.layout(), start, engine);
                ShuffledBatches<SeriesExample, SeriesBatch> batches =
                        new ShuffledBatches<>(Rows.of(examples), batch, batch, seed, SeriesExample::join)) {
            LoneTraining<SeriesBatch> lone = new LoneTraining<>(
                    model,
                    parameters,
                    new AdamW(model.layout(), 0.9, 0.99, 0.01),
                    new LearningRate(RATE, 100, updates, 0.01),
                    engine,
                    seed);
            MovingAverage average = new MovingAverage(start, 0.998);
            for (int update = 0; update < updates; update++) {
                lone.step(List.of(batches.next()));
                average.update(parameters.buffer().asFloatBuffer(), update + 1, 1);
            }
            return average.values();
        }
    }

    /** As many of each class and length as were learned from. */
    private List<TrafficSeries> generate(SavedSeriesModel model, Sampling sampling) {
        List<TrafficSeries> made = new ArrayList<>();
        try (SeriesGenerator generator = new SeriesGenerator(model, sampling, NativeEngine.onCpu())) {
            for (int from = 0; from < training.size(); from += BATCH) {
                List<TrafficSeries> some = training.subList(from, Math.min(training.size(), from + BATCH));
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
        System.out.printf(
                "%-60s TSTR macro-F1 %.3f, copies %.3f, C2ST (forest) %.3f, autocorrelation off by %.4f%n",
                what, macroF1(learned), copies(learned), twoSample(learned), autocorrelation(learned));
    }

    private double macroF1(List<TrafficSeries> learned) {
        Forest forest = Forest.random(rows(learned), numbers(learned), labels.size(), seed);
        int[] decided = Stream.of(rows(test))
                .mapToInt(row -> Probabilities.largest(forest.probabilities(row)))
                .toArray();
        return Metrics.macroF1(decided, numbers(test), labels.size());
    }

    private int[] numbers(List<TrafficSeries> series) {
        return series.stream().mapToInt(one -> labels.indexOf(one.label())).toArray();
    }

    /** Logarithms of all values, zeros where a series has no step. */
    private float[][] rows(List<TrafficSeries> series) {
        return series.stream()
                .map(one -> {
                    float[] row = new float[one.values().length * steps];
                    for (int channel = 0; channel < one.values().length; channel++) {
                        for (int step = 0; step < one.length(); step++) {
                            row[channel * steps + step] = (float) Math.log1p(one.values()[channel][step]);
                        }
                    }
                    return row;
                })
                .toArray(float[][]::new);
    }

    private double copies(List<TrafficSeries> made) {
        Map<String, Boolean> known = new HashMap<>();
        training.forEach(one -> known.put(Arrays.deepToString(one.values()), true));
        return made.stream()
                .mapToInt(one -> known.containsKey(Arrays.deepToString(one.values())) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    /** Area under the curve of a forest that was to tell series from those to test with, on the half it did not learn from. */
    private double twoSample(List<TrafficSeries> made) {
        int each = Math.min(made.size(), test.size());
        float[][] rows = Stream.concat(
                        Arrays.stream(rows(made.subList(0, each))), Arrays.stream(rows(test.subList(0, each))))
                .toArray(float[][]::new);
        List<float[]> learned = new ArrayList<>();
        List<Integer> truth = new ArrayList<>();
        for (int i = 0; i < rows.length; i += 2) {
            learned.add(rows[i]);
            truth.add(i < each ? 1 : 0);
        }
        Forest forest = Forest.random(
                learned.toArray(float[][]::new),
                truth.stream().mapToInt(Integer::intValue).toArray(),
                2,
                seed);
        double[] real = new double[0];
        double[] synthetic = new double[0];
        for (int i = 1; i < rows.length; i += 2) {
            double told = forest.probabilities(rows[i])[1];
            if (i < each) {
                synthetic = append(synthetic, told);
            } else {
                real = append(real, told);
            }
        }
        double above = 0;
        for (double one : synthetic) {
            for (double other : real) {
                above += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        return above / synthetic.length / real.length;
    }

    private static double[] append(double[] all, double one) {
        double[] longer = Arrays.copyOf(all, all.length + 1);
        longer[all.length] = one;
        return longer;
    }

    /** The mean over channels and lags of the difference of mean autocorrelations of logarithms. */
    private double autocorrelation(List<TrafficSeries> made) {
        double[] a = autocorrelations(made);
        double[] b = autocorrelations(test);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]) / a.length;
        }
        return sum;
    }

    private double[] autocorrelations(List<TrafficSeries> series) {
        int channels = series.get(0).values().length;
        double[] means = new double[channels * LAGS];
        int[] counts = new int[channels * LAGS];
        for (TrafficSeries one : series) {
            for (int channel = 0; channel < channels; channel++) {
                double[] x =
                        Arrays.stream(one.values()[channel]).map(Math::log1p).toArray();
                double mean = Arrays.stream(x).average().orElse(0);
                double variance =
                        Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
                for (int lag = 1; lag <= LAGS && lag < x.length && variance > 1e-9; lag++) {
                    double product = 0;
                    for (int i = lag; i < x.length; i++) {
                        product += (x[i] - mean) * (x[i - lag] - mean);
                    }
                    means[channel * LAGS + lag - 1] += product / variance;
                    counts[channel * LAGS + lag - 1]++;
                }
            }
        }
        for (int i = 0; i < means.length; i++) {
            means[i] /= Math.max(1, counts[i]);
        }
        return means;
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
