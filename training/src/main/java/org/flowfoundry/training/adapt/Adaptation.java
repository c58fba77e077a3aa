package org.flowfoundry.training.adapt;

import java.util.Map;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.adapt.FinetuneOptions.Mode;
import org.flowfoundry.training.decision.Examples;
import org.flowfoundry.training.decision.HeadTrainer;
import org.flowfoundry.training.decision.HeadTrainer.Trained;
import org.flowfoundry.training.decision.Metrics;
import org.flowfoundry.training.score.LoadedModel;
import org.flowfoundry.training.score.ModelAtWork;
import org.flowfoundry.training.score.WindowFeatures;

/** Fits a head, and where asked for the network, to drawn labels. */
final class Adaptation {

    private final Lake lake;
    private final FinetuneOptions options;
    private final Progress progress;

    Adaptation(Lake lake, FinetuneOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
    }

    /** @param metrics by cross-validation among the labels; empty with a single label of a class */
    record Adapted(LoadedModel model, Map<String, Double> metrics) {}

    Adapted adapt(LoadedModel base, Shots shots, WindowReader reader) {
        HeadTrainer trainer = new HeadTrainer(WindowFeatures.groups(base), options.recipe(), options.seed());
        return options.mode() == Mode.HEAD
                ? head(base, shots, reader, trainer, null)
                : tuned(base, shots, reader, trainer);
    }

    private Adapted head(LoadedModel model, Shots shots, WindowReader reader, HeadTrainer trainer, Tuner.Tuned tuned) {
        progress.stage("head");
        try (ModelAtWork atWork = ModelAtWork.on(lake.spark(), model)) {
            Examples examples = shots.examples(reader.features(atWork, shots.shots()));
            Trained trained = trainer.train(examples, reader.pool(atWork), tuned == null ? null : tuned.layer());
            LoadedModel adapted =
                    model.adapted(model.parameters(), options.task().name(), trained.head());
            Metrics metrics = trained.metrics();
            return new Adapted(adapted, metrics == null ? Map.of() : metrics.named("cv_"));
        }
    }

    private Adapted tuned(LoadedModel base, Shots shots, WindowReader reader, HeadTrainer trainer) {
        int[] folds = trainer.folds(shots.examples(new float[shots.shots().size()][0]));
        Tuner.Tuned tuned = new Tuner(lake, base, options.mode(), options.seed(), progress).tune(shots, folds, reader);
        return head(base.adapted(tuned.parameters(), null, null), shots, reader, trainer, tuned);
    }
}
