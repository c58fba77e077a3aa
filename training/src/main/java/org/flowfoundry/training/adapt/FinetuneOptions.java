package org.flowfoundry.training.adapt;

import java.util.List;
import java.util.OptionalDouble;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.decision.HeadRecipe;
import org.flowfoundry.training.decision.HeadRecipe.Kind;
import org.flowfoundry.training.decision.HeadRecipe.Member;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.score.WindowFeatures;

/**
 * What {@code finetune} is asked for.
 *
 * @param lake folder or URI of the lake
 * @param from the pre-trained model, as in {@code name} or {@code name:v3}
 * @param name of the model to register
 * @param task what to adapt it to
 * @param labels file of labels; null = none
 * @param range host windows to learn from; of these, those of the model's training hosts and time are learned from
 * @param shots labels per class, at most {@link Shots#MOST}; {@link Shots#ALL} = all there are
 * @param mode what is trained
 * @param recipe of the head
 * @param seed draws the labels
 */
public record FinetuneOptions(
        String lake,
        String from,
        String name,
        Task task,
        String labels,
        PartitionRange range,
        int shots,
        Mode mode,
        HeadRecipe recipe,
        long seed) {

    private static final double PENALTY = 0.3;

    public FinetuneOptions {
        ModelRegistry.requireName(name);
        if (shots != Shots.ALL) {
            TrainingErrors.requireRange("shots", shots, 1, Shots.MOST);
        }
    }

    /** With decisions that follow the estimated mix of classes as far as this: 0 = not at all, 1 = whole. */
    public FinetuneOptions withPrior(double exponent) {
        if (!(exponent >= 0 && exponent <= 1)) {
            throw TrainingErrors.badSetting("prior", Double.toString(exponent), "it must lie between 0 (off) and 1");
        }
        HeadRecipe other = new HeadRecipe(recipe.members(), recipe.c(), OptionalDouble.of(exponent));
        return new FinetuneOptions(lake, from, name, task, labels, range, shots, mode, other, seed);
    }

    /** What is trained. */
    public enum Mode {
        /** The head only, on what the pre-trained network says; seconds. */
        HEAD,
        /** Low-rank adapters of the network's matrices, too. */
        LORA,
        /** All of the network, too. */
        FULL
    }

    /** Two forests on the window, its surprise and the hidden state; two on the window alone, where the network misleads. */
    public static HeadRecipe defaultRecipe() {
        List<String> all = List.of(WindowFeatures.WINDOW, WindowFeatures.SURPRISE, WindowFeatures.HIDDEN);
        List<String> own = List.of(WindowFeatures.WINDOW);
        List<Member> members = List.of(
                new Member(Kind.RANDOM_FOREST, all),
                new Member(Kind.EXTRA_TREES, all),
                new Member(Kind.RANDOM_FOREST, own),
                new Member(Kind.EXTRA_TREES, own));
        return new HeadRecipe(members, PENALTY, OptionalDouble.empty());
    }

    /** The same beside a network that is itself adapted: on the window alone, so that what it says counts once. */
    public static HeadRecipe besideTunedNetwork() {
        List<String> own = List.of(WindowFeatures.WINDOW);
        return new HeadRecipe(
                List.of(new Member(Kind.RANDOM_FOREST, own), new Member(Kind.EXTRA_TREES, own)),
                PENALTY,
                OptionalDouble.empty());
    }

    /** With the recipe that suits the mode. */
    public static FinetuneOptions of(
            String lake,
            String from,
            String name,
            Task task,
            String labels,
            PartitionRange range,
            int shots,
            Mode mode,
            long seed) {
        HeadRecipe recipe = mode == Mode.HEAD ? defaultRecipe() : besideTunedNetwork();
        return new FinetuneOptions(lake, from, name, task, labels, range, shots, mode, recipe, seed);
    }
}
