package org.flowfoundry.training.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.flowfoundry.training.adapt.FinetuneOptions;
import org.flowfoundry.training.decision.Examples;
import org.flowfoundry.training.decision.FeatureGroups;
import org.flowfoundry.training.decision.FeatureGroups.Group;
import org.flowfoundry.training.decision.Head;
import org.flowfoundry.training.decision.HeadRecipe;
import org.flowfoundry.training.decision.HeadRecipe.Kind;
import org.flowfoundry.training.decision.HeadRecipe.Member;
import org.flowfoundry.training.decision.HeadTrainer;

/** The methods that learn from few labels, all from the same ones. */
final class Detectors {

    private static final String WINDOW = "window";
    private static final String LAGS = "lags";
    private static final int BOOSTING_ROUNDS = 60;

    private final HostWindows windows;
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, float[][]> columns = new LinkedHashMap<>();
    private final int[] unlabelled;
    private final int threads;

    /**
     * @param rows numbers of the windows that are ever asked about, in order
     * @param unlabelled of these, those that stand for the traffic as it is
     */
    Detectors(HostWindows windows, int[] rows, int[] unlabelled, int threads) {
        this.windows = windows;
        this.unlabelled = unlabelled;
        this.threads = threads;
        add(WINDOW, values(windows, rows));
        add(LAGS, lags(windows, rows));
    }

    /** Makes what a network says of windows known under its name. */
    void add(String network, Readings readings) {
        add(network + " surprise", readings.surprise());
        add(network + " hidden", readings.hidden());
    }

    private void add(String group, float[][] ofWindows) {
        int width =
                Arrays.stream(ofWindows).filter(row -> row != null).findFirst().orElseThrow().length;
        groups.add(new Group(group, width));
        columns.put(group, ofWindows);
    }

    private static float[][] values(HostWindows windows, int[] rows) {
        float[][] values = new float[windows.count()][];
        for (int i : rows) {
            values[i] = Arrays.copyOf(
                    windows.windows()[i].values(), windows.features().size() + 1);
            values[i][values[i].length - 1] = (float) Math.log1p(windows.elapsed()[i]);
        }
        return values;
    }

    private static float[][] lags(HostWindows windows, int[] rows) {
        LagTable table = new LagTable(windows);
        int width = table.columns(false);
        float[] all = table.of(rows, false);
        float[][] lags = new float[windows.count()][];
        for (int r = 0; r < rows.length; r++) {
            lags[rows[r]] = Arrays.copyOfRange(all, r * width, (r + 1) * width);
        }
        return lags;
    }

    /**
     * Learns by every method and scores.
     *
     * @param shots numbers of the labelled windows
     * @param labels (shots): 0 or 1
     * @return per method the score of each tested window, higher where it rather is positive
     */
    Map<String, double[]> scores(int[] shots, int[] labels, int[] tested, List<String> networks, long seed)
            throws XGBoostError {
        Map<String, double[]> scores = new LinkedHashMap<>();
        for (String network : networks) {
            List<String> read = List.of(WINDOW, network + " surprise", network + " hidden");
            scores.put(network + " + head", head(read, shots, labels, tested, seed));
        }
        scores.put("head, no network", head(List.of(WINDOW), shots, labels, tested, seed));
        scores.put("random forest", forest(List.of(WINDOW), shots, labels, tested, seed));
        scores.put("random forest, lags", forest(List.of(WINDOW, LAGS), shots, labels, tested, seed));
        if (shots.length > 2) {
            scores.put("xgboost", boosted(List.of(WINDOW), shots, labels, tested));
            scores.put("xgboost, lags", boosted(List.of(WINDOW, LAGS), shots, labels, tested));
        }
        return scores;
    }

    /** The head that {@code finetune} makes: groups but the window come from a network, or there are none. */
    private double[] head(List<String> read, int[] shots, int[] labels, int[] tested, long seed) {
        List<Member> members = FinetuneOptions.defaultRecipe().members().stream()
                .map(member -> new Member(member.kind(), member.groups().size() == 1 ? List.of(WINDOW) : read))
                .toList();
        return decided(members, shots, labels, tested, seed);
    }

    private double[] forest(List<String> read, int[] shots, int[] labels, int[] tested, long seed) {
        return decided(List.of(new Member(Kind.RANDOM_FOREST, read)), shots, labels, tested, seed);
    }

    private double[] decided(List<Member> members, int[] shots, int[] labels, int[] tested, long seed) {
        List<String> read = members.get(0).groups();
        FeatureGroups features = new FeatureGroups(
                groups.stream().filter(group -> read.contains(group.name())).toList());
        Examples examples = new Examples(
                List.of("other", "attack"),
                rows(read, shots),
                labels,
                IntStream.of(shots)
                        .mapToObj(i -> Integer.toString(windows.host()[i]))
                        .toList());
        HeadRecipe recipe = new HeadRecipe(members, 0.3, OptionalDouble.of(0));
        Head.Decider decider = new HeadTrainer(features, recipe, seed)
                .train(examples, rows(read, unlabelled), null)
                .head()
                .decider();
        return Arrays.stream(rows(read, tested))
                .mapToDouble(row -> decider.decide(row).probabilities()[1])
                .toArray();
    }

    private double[] boosted(List<String> read, int[] shots, int[] labels, int[] tested) throws XGBoostError {
        DMatrix training = matrix(rows(read, shots));
        float[] targets = new float[labels.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = labels[i];
        }
        training.setLabel(targets);
        Map<String, Object> settings = new HashMap<>(Map.of(
                "objective",
                "binary:logistic",
                "max_depth",
                4,
                "eta",
                0.15,
                "min_child_weight",
                0.05,
                "colsample_bytree",
                0.5,
                "nthread",
                threads,
                "verbose_eval",
                0));
        Booster booster = XGBoost.train(training, settings, BOOSTING_ROUNDS, new HashMap<>(), null, null);
        DMatrix asked = matrix(rows(read, tested));
        double[] scores =
                Arrays.stream(booster.predict(asked)).mapToDouble(row -> row[0]).toArray();
        training.dispose();
        asked.dispose();
        booster.dispose();
        return scores;
    }

    private static DMatrix matrix(float[][] rows) throws XGBoostError {
        float[] flat = new float[rows.length * rows[0].length];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, flat, r * rows[0].length, rows[0].length);
        }
        return new DMatrix(flat, rows.length, rows[0].length, Float.NaN);
    }

    /** Rows of the groups read, in the order in which they were added. */
    private float[][] rows(List<String> read, int[] some) {
        List<float[][]> parts = groups.stream()
                .filter(group -> read.contains(group.name()))
                .map(group -> columns.get(group.name()))
                .toList();
        float[][] rows = new float[some.length][];
        for (int r = 0; r < some.length; r++) {
            int window = some[r];
            float[] row = new float
                    [parts.stream().mapToInt(part -> part[window].length).sum()];
            int at = 0;
            for (float[][] part : parts) {
                System.arraycopy(part[window], 0, row, at, part[window].length);
                at += part[window].length;
            }
            rows[r] = row;
        }
        return rows;
    }
}
