package org.flowfoundry.training.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.sequence.Split.Part;

/**
 * How early attacks are found with few labels, {@code --lake FOLDER --domain NAME --test-from TIME}: a head on a pre-trained
 * network, the same head on one that was never trained and on none, random forests and XGBoost. Labels are drawn of training
 * hosts before the test period; the windows tested are of hosts never seen, in the test period. All methods get the same labels.
 *
 * <p>The lake needs flows with labels, and host series; a campus of three days, with other events for another seed:
 *
 * <pre>
 * ./flowfoundry simulate --output sim --hours 72 --seed 7
 * ./flowfoundry ingest --format ipfix --input sim/campus --lake lake --domain campus
 * ./flowfoundry features --lake lake
 * ./flowfoundry benchmark few-labels --lake "$PWD/lake" --domain campus --test-from 2026-06-02T16:00:00Z
 * </pre>
 */
public final class FewLabelsBenchmark {

    private static final int WINDOWS_PER_HOST = 3;
    private static final int UNLABELLED = 2_000;

    private final Benchmarks data;
    private final HostWindows windows;

    private FewLabelsBenchmark(Benchmarks data) {
        this.data = data;
        this.windows = data.windows();
    }

    public static void main(String[] args) throws Exception {
        Arguments options = Arguments.of(
                args,
                Benchmarks.OPTIONS,
                "tasks",
                "ddos,scan",
                "shots",
                "1,5,10,50",
                "draws",
                "10",
                "others",
                "6000",
                "positives",
                "5000");
        SparkSession spark = Benchmarks.session();
        new FewLabelsBenchmark(Benchmarks.open(options, spark)).run();
        spark.stop();
    }

    private void run() throws Exception {
        float[] trained = data.pretrained("transformer", 1);
        float[] untrained = new SequenceModel(data.config("transformer"), data.encoder()).initialParameters(1);
        for (String task : data.options().text("tasks").split(",")) {
            new OneTask(task).run(Map.of("pre-trained", trained, "untrained", untrained));
        }
    }

    /** The windows of one task. */
    private final class OneTask {

        private final String task;
        private final WindowLabels labels;
        private final int[] pool;
        private final int[] tested;
        private final boolean[] positive;
        private final double[] weights;

        OneTask(String task) {
            this.task = task;
            this.labels = WindowLabels.of(data, task);
            this.pool = some(i -> windows.hosts()[i] == Part.TRAINING && !windows.late()[i] && labels.label()[i] >= 0);
            int[] all = some(i -> windows.hosts()[i] == Part.TEST && windows.late()[i] && labels.label()[i] >= 0);
            Random random = new Random(1);
            int[] positives = sample(all, 1, data.options().integer("positives"), random);
            int[] others = sample(all, 0, data.options().integer("others"), random);
            this.tested = IntStream.concat(Arrays.stream(positives), Arrays.stream(others))
                    .sorted()
                    .toArray();
            this.positive = new boolean[tested.length];
            this.weights = new double[tested.length];
            double ofPositive = (double) count(all, 1) / positives.length;
            double ofOther = (double) count(all, 0) / others.length;
            for (int r = 0; r < tested.length; r++) {
                positive[r] = labels.label()[tested[r]] == 1;
                weights[r] = positive[r] ? ofPositive : ofOther;
            }
            Benchmarks.say(
                    "%n%s: to label %d positives of %d hosts; tested %d positives of %d hosts (%d aimed at them), %d of %d others%n",
                    task,
                    count(pool, 1),
                    hosts(pool),
                    count(all, 1),
                    hosts(all),
                    Arrays.stream(all).filter(i -> labels.victim()[i]).count(),
                    others.length,
                    count(all, 0));
        }

        private int[] some(IntPredicate wanted) {
            return IntStream.range(0, windows.count()).filter(wanted).toArray();
        }

        private long count(int[] some, int label) {
            return Arrays.stream(some).filter(i -> labels.label()[i] == label).count();
        }

        /** How many hosts have positive windows. */
        private long hosts(int[] some) {
            return Arrays.stream(some)
                    .filter(i -> labels.label()[i] == 1)
                    .map(i -> windows.host()[i])
                    .distinct()
                    .count();
        }

        private int[] sample(int[] from, int label, int most, Random random) {
            List<Integer> shuffled = shuffled(from, label, random);
            return shuffled.stream().limit(most).mapToInt(Integer::intValue).toArray();
        }

        private List<Integer> shuffled(int[] from, int label, Random random) {
            List<Integer> all = new ArrayList<>();
            Arrays.stream(from).filter(i -> labels.label()[i] == label).forEach(all::add);
            java.util.Collections.shuffle(all, random);
            return all;
        }

        void run(Map<String, float[]> networks) throws Exception {
            if (count(pool, 1) == 0 || count(tested, 1) == 0) {
                Benchmarks.say("%s: not measured, for want of positives; choose another --test-from%n", task);
                return;
            }
            int[] unlabelled = spread(pool, UNLABELLED);
            int[] shotsEver = drawnEver();
            int[] asked = IntStream.of(concat(concat(tested, unlabelled), shotsEver))
                    .sorted()
                    .distinct()
                    .toArray();
            Detectors detectors =
                    new Detectors(windows, asked, unlabelled, data.options().integer("threads"));
            List<String> names = networks.keySet().stream().sorted().toList();
            for (String name : names) {
                detectors.add(name, Readings.of(data, networks.get(name), asked));
            }
            FewLabelsReport report = new FewLabelsReport(windows, data.encoder().windowSeconds(), tested, positive);
            for (String shots : data.options().text("shots").split(",")) {
                for (int draw = 0; draw < data.options().integer("draws"); draw++) {
                    int k = Integer.parseInt(shots);
                    int[] drawn = draw(k, draw);
                    int[] classes =
                            Arrays.stream(drawn).map(i -> labels.label()[i]).toArray();
                    detectors
                            .scores(drawn, classes, tested, names, draw)
                            .forEach((method, scores) -> report.add(k, method, scores, victims(), weights));
                }
            }
            report.print(task);
        }

        private boolean[] victims() {
            boolean[] victims = new boolean[tested.length];
            for (int r = 0; r < tested.length; r++) {
                victims[r] = labels.victim()[tested[r]];
            }
            return victims;
        }

        private int[] drawnEver() {
            IntStream ever = IntStream.empty();
            for (String shots : data.options().text("shots").split(",")) {
                for (int draw = 0; draw < data.options().integer("draws"); draw++) {
                    ever = IntStream.concat(ever, Arrays.stream(draw(Integer.parseInt(shots), draw)));
                }
            }
            return ever.toArray();
        }

        /** As many windows of each class, at most three of a host. */
        private int[] draw(int shots, int draw) {
            IntStream drawn = IntStream.empty();
            for (int label = 0; label < 2; label++) {
                Map<Integer, Integer> perHost = new HashMap<>();
                int[] ofClass = shuffled(pool, label, new Random(1_000L * shots + draw)).stream()
                        .filter(i -> perHost.merge(windows.host()[i], 1, Integer::sum) <= WINDOWS_PER_HOST)
                        .limit(shots)
                        .mapToInt(Integer::intValue)
                        .toArray();
                drawn = IntStream.concat(drawn, Arrays.stream(ofClass));
            }
            return drawn.toArray();
        }
    }

    private static int[] spread(int[] all, int most) {
        int step = Math.max(1, all.length / most);
        return IntStream.range(0, all.length / step).map(i -> all[i * step]).toArray();
    }

    private static int[] concat(int[] first, int[] second) {
        return IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }
}
