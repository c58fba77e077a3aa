package org.flowfoundry.training.decision;

import java.io.Serializable;
import java.util.List;

/**
 * A decision about a row of features: the average of several classifiers' probabilities, at a temperature, under the mix of
 * classes that unlabelled rows show.
 *
 * @param classes their names; of two, the second is the one looked for
 * @param features what a row holds
 * @param members the classifiers and the groups of features each reads
 * @param temperature of the averaged probabilities
 * @param mix the estimated mix of classes, adding up to one
 * @param exponent how far the decision follows the mix, 0 to 1: 1 makes the fewest errors, 0 treats classes equally.
 *     Probabilities follow it whole.
 */
public record Head(
        List<String> classes,
        FeatureGroups features,
        Standardizer standardizer,
        List<Member> members,
        double temperature,
        double[] mix,
        double exponent)
        implements Serializable {

    /** File of the head in a model's folder. */
    public static final String FILE = "head.json";

    record Member(List<String> groups, Classifier classifier) implements Serializable {}

    /** What a head says: the class decided for, by number, and each class's probability. */
    public record Decision(int decided, double[] probabilities) {}

    public Head {
        classes = List.copyOf(classes);
        members = List.copyOf(members);
        int size = features.size();
        require(standardizer.means().length == size && standardizer.scales().length == size, "standardizer");
        require(!members.isEmpty(), "no members");
        require(classes.size() > 1 && mix.length == classes.size(), "mix");
        require(temperature > 0 && exponent >= 0 && exponent <= 1, "temperature or exponent");
        for (Member member : members) {
            member.classifier.check(features.columns(member.groups).length, classes.size());
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what + " does not fit");
        }
    }

    /** Decides about rows one after the other, by one thread. */
    public Decider decider() {
        return new Decider();
    }

    /** Works a head. */
    public final class Decider {

        private final int[][] columns =
                members.stream().map(member -> features.columns(member.groups)).toArray(int[][]::new);

        private Decider() {}

        /**
         * Decides about a row.
         *
         * @param row (features): raw, NaN = missing
         */
        public Decision decide(float[] row) {
            double[] even = Temperature.apply(average(standardizer.apply(row)), temperature);
            double[] weighed = ClassMix.adapted(even, mix, exponent);
            return new Decision(Probabilities.largest(weighed), ClassMix.adapted(even, mix, 1));
        }

        /** The members' mean probabilities, each floored so that none can rule a class out. */
        double[] average(float[] standardised) {
            double[] sum = new double[classes.size()];
            for (int i = 0; i < columns.length; i++) {
                float[] read = new float[columns[i].length];
                for (int j = 0; j < read.length; j++) {
                    read[j] = standardised[columns[i][j]];
                }
                double[] one = Probabilities.floored(members.get(i).classifier.probabilities(read));
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += one[k];
                }
            }
            return Probabilities.normalised(sum);
        }
    }
}
