package org.flowfoundry.evaluation.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.flowfoundry.evaluation.metric.Scores;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.protocol.View;
import org.flowfoundry.training.decision.ClassMix;
import org.flowfoundry.training.decision.Probabilities;

/** One draw of labels, decided about by all methods; members that several of them share are fitted once. */
public final class Draw {

    /** Pool rows that the mix of classes is estimated from. */
    private static final int MIX_ROWS = 1_500;

    private final DomainData data;
    private final int shots;
    private final int[] chosen;
    private final int[] labels;
    private final int[] mixRows;
    private final long seed;
    private final Map<Fit, Asked> fitted = new HashMap<>();

    /** What is fitted once, whichever members are it. */
    private record Fit(Learner learner, String view) {

        static Fit of(FewShotMethod.Member member) {
            return new Fit(member.learner(), member.view());
        }
    }

    /** A member's probabilities of the rows that the mix is estimated from, and of the test rows. */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Asked(double[][] pool, double[][] test) {}

    /**
     * A draw.
     *
     * @param number of the draw
     * @param shots labels per class
     */
    public Draw(DomainData data, int number, int shots, long seed) {
        this.data = data;
        this.shots = shots;
        this.chosen = data.shots(number, shots, seed);
        this.labels = Arrays.stream(chosen).map(i -> data.candidateLabels()[i]).toArray();
        this.seed = seed * 31 + number;
        this.mixRows = mixRows(data.views().get(0).pool().length, this.seed);
    }

    private static int[] mixRows(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] numbers = new int[rows];
        for (int i = 0; i < rows; i++) {
            int j = random.nextInt(i + 1);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return Arrays.copyOf(numbers, Math.min(rows, MIX_ROWS));
    }

    /** The candidates that have labels. */
    public int[] chosen() {
        return chosen.clone();
    }

    /** (chosen): their classes. */
    public int[] labels() {
        return labels.clone();
    }

    /** Rows of the pool that the mix of classes is estimated from. */
    public int[] mixRows() {
        return mixRows.clone();
    }

    /** The seed of what is random in this draw. */
    public long seed() {
        return seed;
    }

    /**
     * Takes the decisions of a member that was trained elsewhere.
     *
     * @param probabilities of {@link #mixRows}, then of the test rows; null in the place of a row that it knows nothing of
     */
    public void supply(FewShotMethod.Member member, double[][] probabilities) {
        double[][] all = new double[probabilities.length][];
        for (int i = 0; i < all.length; i++) {
            all[i] = probabilities[i] == null ? new double[data.classes().size()] : probabilities[i].clone();
        }
        fitted.put(Fit.of(member), asked(all));
    }

    /** Whether a member of this view can decide. */
    public boolean has(String view) {
        return data.has(view)
                || fitted.keySet().stream().anyMatch(fit -> fit.view().equals(view));
    }

    /** How well a method decides about the test rows. */
    public Scores scores(FewShotMethod method) {
        List<Asked> members = new ArrayList<>();
        for (FewShotMethod.Member member : method.members(shots, this::has)) {
            members.add(fitted.computeIfAbsent(Fit.of(member), this::fit));
        }
        double[][] even = average(members.stream().map(Asked::test).toList());
        if (!method.prior()) {
            return Scores.of(even, even, data.testLabels());
        }
        double[] mix =
                ClassMix.estimate(average(members.stream().map(Asked::pool).toList()));
        double exponent = ClassMix.exponent(labels);
        double[][] decisive = new double[even.length][];
        double[][] probabilities = new double[even.length][];
        for (int i = 0; i < even.length; i++) {
            decisive[i] = ClassMix.adapted(even[i], mix, exponent);
            probabilities[i] = ClassMix.adapted(even[i], mix, 1);
        }
        return Scores.of(probabilities, decisive, data.testLabels());
    }

    private Asked fit(Fit fit) {
        View made = data.view(fit.view());
        View view = fit.learner().trainsEncoder() ? data.view(View.FLOW) : made;
        float[][] rows = rows(view.candidates(), chosen);
        float[][] asked = Arrays.copyOf(rows(view.pool(), mixRows), mixRows.length + view.test().length);
        System.arraycopy(view.test(), 0, asked, mixRows.length, view.test().length);
        double[][] all =
                fit.learner().fit(new Lesson(rows, labels, data.classes().size(), asked, made.encoding(), seed));
        return asked(all);
    }

    private Asked asked(double[][] all) {
        for (double[] row : all) {
            Probabilities.floored(row);
        }
        return new Asked(Arrays.copyOf(all, mixRows.length), Arrays.copyOfRange(all, mixRows.length, all.length));
    }

    private static float[][] rows(float[][] all, int[] numbers) {
        return Arrays.stream(numbers).mapToObj(i -> all[i]).toArray(float[][]::new);
    }

    private static double[][] average(List<double[][]> members) {
        double[][] average = new double[members.get(0).length][];
        for (int i = 0; i < average.length; i++) {
            double[] sum = new double[members.get(0)[i].length];
            for (double[][] member : members) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += member[i][k];
                }
            }
            average[i] = Probabilities.normalised(sum);
        }
        return average;
    }
}
