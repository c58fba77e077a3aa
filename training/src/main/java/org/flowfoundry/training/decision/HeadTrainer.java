package org.flowfoundry.training.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes a head from few labels and many unlabelled rows. Nothing but these decides anything: temperature and metrics come
 * from cross-validation among the labels, scaling and the mix of classes from the unlabelled rows.
 */
public final class HeadTrainer {

    private static final int MOST_FOLDS = 5;

    private final FeatureGroups features;
    private final HeadRecipe recipe;
    private final long seed;

    public HeadTrainer(FeatureGroups features, HeadRecipe recipe, long seed) {
        this.features = features;
        this.recipe = recipe;
        this.seed = seed;
    }

    /**
     * A head, and what cross-validation says of it.
     *
     * @param metrics of examples that the head deciding about them had not seen; null with a single example of a class
     */
    public record Trained(Head head, Metrics metrics) {}

    /**
     * The part of each example in cross-validation.
     *
     * @return (examples): numbers from 0; null where a class has a single example, so that there can be none
     */
    public int[] folds(Examples examples) {
        int folds = Math.min(MOST_FOLDS, examples.fewest());
        return folds < 2 ? null : Folds.of(examples, folds, seed);
    }

    /**
     * Makes a head.
     *
     * @param unlabelled (rows, features): of the traffic that is to be decided about, at least one
     * @param tuned a further member, fitted elsewhere; null = none
     */
    public Trained train(Examples examples, float[][] unlabelled, TunedLayer tuned) {
        Standardizer standardizer = Standardizer.fit(unlabelled);
        Examples standardised = new Examples(
                examples.classes(), standardizer.apply(examples.rows()), examples.labels(), examples.origins());
        double[][] unseen = crossValidated(standardised, standardizer, tuned);
        double temperature = unseen == null ? 1 : Temperature.fit(unseen, examples.labels());
        List<Head.Member> members = members(standardised);
        if (tuned != null) {
            members.add(tuned.member(features, standardizer));
        }
        Head plain = head(
                examples,
                standardizer,
                members,
                temperature,
                even(examples.classes().size()));
        Head.Decider decider = plain.decider();
        double[][] even = new double[unlabelled.length][];
        for (int i = 0; i < even.length; i++) {
            even[i] = decider.decide(unlabelled[i]).probabilities();
        }
        Head head = head(examples, standardizer, members, temperature, ClassMix.estimate(even));
        return new Trained(head, unseen == null ? null : Metrics.of(unseen, examples.labels()));
    }

    /** Each example's probabilities by members fitted without its part; null where a class has only one example. */
    private double[][] crossValidated(Examples examples, Standardizer standardizer, TunedLayer tuned) {
        int[] fold = folds(examples);
        if (fold == null) {
            return null;
        }
        double[][] probabilities = new double[fold.length][];
        for (int held = 0; held < MOST_FOLDS; held++) {
            int f = held;
            int[] in = IntStream.range(0, fold.length).filter(i -> fold[i] == f).toArray();
            int[] others =
                    IntStream.range(0, fold.length).filter(i -> fold[i] != f).toArray();
            if (in.length > 0) {
                List<Head.Member> members = members(examples.select(others));
                Head.Decider decider = head(
                                examples,
                                standardizer,
                                members,
                                1,
                                even(examples.classes().size()))
                        .decider();
                for (int i : in) {
                    double[] average = decider.average(examples.rows()[i]);
                    probabilities[i] = tuned == null ? average : tuned.averaged(average, members.size(), i);
                }
            }
        }
        return probabilities;
    }

    private List<Head.Member> members(Examples standardised) {
        List<Head.Member> members = new ArrayList<>();
        int classes = standardised.classes().size();
        for (HeadRecipe.Member member : recipe.members()) {
            int[] columns = features.columns(member.groups());
            float[][] read = new float[standardised.rows().length][columns.length];
            for (int i = 0; i < read.length; i++) {
                for (int j = 0; j < columns.length; j++) {
                    read[i][j] = standardised.rows()[i][columns[j]];
                }
            }
            Classifier classifier = recipe.fit(member, read, standardised.labels(), classes, seed);
            members.add(new Head.Member(member.groups(), classifier));
        }
        return members;
    }

    private Head head(
            Examples examples, Standardizer standardizer, List<Head.Member> members, double temperature, double[] mix) {
        double exponent = recipe.exponent().orElse(ClassMix.exponent(examples.labels()));
        return new Head(examples.classes(), features, standardizer, members, temperature, mix, exponent);
    }

    private static double[] even(int classes) {
        double[] mix = new double[classes];
        Arrays.fill(mix, 1.0 / classes);
        return mix;
    }
}
