package org.flowfoundry.training.decision;

import java.util.ArrayList;
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
     * Makes a head.
     *
     * @param unlabelled (rows, features): of the traffic that is to be decided about, at least one
     */
    public Trained train(Examples examples, float[][] unlabelled) {
        Standardizer standardizer = Standardizer.fit(unlabelled);
        Examples standardised = new Examples(
                examples.classes(), standardizer.apply(examples.rows()), examples.labels(), examples.origins());
        double[][] unseen = crossValidated(standardised, standardizer);
        double temperature = unseen == null ? 1 : Temperature.fit(unseen, examples.labels());
        Head plain = fit(
                standardised, standardizer, temperature, even(examples.classes().size()));
        Head.Decider decider = plain.decider();
        double[][] even = new double[unlabelled.length][];
        for (int i = 0; i < even.length; i++) {
            even[i] = decider.decide(unlabelled[i]).probabilities();
        }
        Head head = new Head(
                plain.classes(),
                features,
                standardizer,
                plain.members(),
                temperature,
                ClassMix.estimate(even),
                recipe.exponent());
        return new Trained(head, unseen == null ? null : Metrics.of(unseen, examples.labels()));
    }

    /** Each example's probabilities by members fitted without its part; null where a class has only one example. */
    private double[][] crossValidated(Examples examples, Standardizer standardizer) {
        int folds = Math.min(MOST_FOLDS, examples.fewest());
        if (folds < 2) {
            return null;
        }
        int[] fold = Folds.of(examples, folds, seed);
        double[][] probabilities = new double[fold.length][];
        for (int f = 0; f < folds; f++) {
            int held = f;
            int[] others =
                    IntStream.range(0, fold.length).filter(i -> fold[i] != held).toArray();
            Head head = fit(
                    examples.select(others),
                    standardizer,
                    1,
                    even(examples.classes().size()));
            Head.Decider decider = head.decider();
            IntStream.range(0, fold.length)
                    .filter(i -> fold[i] == held)
                    .forEach(i -> probabilities[i] = decider.average(examples.rows()[i]));
        }
        return probabilities;
    }

    private Head fit(Examples standardised, Standardizer standardizer, double temperature, double[] mix) {
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
        return new Head(standardised.classes(), features, standardizer, members, temperature, mix, recipe.exponent());
    }

    private static double[] even(int classes) {
        double[] mix = new double[classes];
        java.util.Arrays.fill(mix, 1.0 / classes);
        return mix;
    }
}
