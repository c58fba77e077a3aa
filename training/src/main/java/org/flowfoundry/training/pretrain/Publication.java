package org.flowfoundry.training.pretrain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.engine.TrainingRound;
import org.flowfoundry.training.registry.ModelCard;
import org.flowfoundry.training.registry.ModelCard.TrainingData;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.sequence.Split;

/** Registers a pre-trained model, with its card and loss curve, and writes its rounds. */
public final class Publication {

    private final Lake lake;
    private final PretrainRequest request;
    private final Progress progress;

    /** What comes of a request. */
    public Publication(Lake lake, PretrainRequest request, Progress progress) {
        this.lake = lake;
        this.request = request;
        this.progress = progress;
    }

    /**
     * What the card says of a model beyond its training.
     *
     * @param split which part of the data it learned from, was validated on, and never saw, by name
     * @param settings beyond those of any training, by name
     * @param metrics beyond the losses, by name
     * @param limits what it is not good for
     */
    public record Subject(
            String kind,
            TrainingData data,
            Map<String, String> split,
            Map<String, String> settings,
            Map<String, Double> metrics,
            List<String> limits) {}

    /** @param files of the model itself */
    public ModelVersion publish(Map<String, FileContent> files, Subject subject, TrainingResult trained) {
        Map<String, FileContent> all = new LinkedHashMap<>(files);
        all.putAll(picture(trained.rounds()));
        ModelVersion version = new ModelRegistry(lake).publish(request.name(), card(subject, trained), all);
        TrainingRounds.write(lake, version, String.join(",", subject.data().domains()), trained);
        return version;
    }

    private Map<String, FileContent> picture(List<TrainingRound> rounds) {
        String svg = LossCurve.svg(rounds);
        if (svg == null) {
            progress.note(
                    "No picture of the loss: this machine's Java has no fonts (packages fontconfig, fonts-dejavu-core)");
            return Map.of();
        }
        return Map.of("loss.svg", out -> out.write(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private ModelCard card(Subject subject, TrainingResult trained) {
        return new ModelCard(
                subject.kind(),
                null,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                null,
                subject.data(),
                subject.split(),
                request.training().seed(),
                trained.bestParameters().length,
                settings(subject, trained),
                metrics(subject, trained),
                subject.limits());
    }

    /** A split in words. */
    static Map<String, String> split(Split of) {
        Map<String, String> split = new LinkedHashMap<>();
        split.put("test_from", of.testFrom() == null ? "none" : of.testFrom());
        split.put("test_hosts", String.valueOf(of.testHosts()));
        split.put("validation_hosts", String.valueOf(of.validationHosts()));
        split.put("seed", String.valueOf(of.seed()));
        return split;
    }

    private Map<String, String> settings(Subject subject, TrainingResult trained) {
        TrainingPlan plan = request.training();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("workers", String.valueOf(trained.workers()));
        settings.put("steps", String.valueOf(trained.steps()));
        settings.put("kept_step", String.valueOf(trained.bestStep()));
        settings.put("batch_rows", String.valueOf(plan.batchRows()));
        settings.put("accumulation", String.valueOf(plan.accumulation()));
        settings.putAll(Settings.of(plan.synchronization()));
        settings.putAll(Settings.of(plan.warmed(trained.steps())));
        settings.putAll(subject.settings());
        return settings;
    }

    private static Map<String, Double> metrics(Subject subject, TrainingResult trained) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        List<TrainingRound> rounds = trained.rounds();
        metrics.put("training_loss", rounds.get(rounds.size() - 1).trainingLoss());
        metrics.put("validation_loss", trained.bestLoss());
        metrics.putAll(subject.metrics());
        return metrics;
    }
}
