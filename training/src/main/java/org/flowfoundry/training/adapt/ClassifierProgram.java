package org.flowfoundry.training.adapt;

import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.flowfoundry.training.adapt.FinetuneOptions.Mode;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.data.Rows;
import org.flowfoundry.training.data.ShuffledBatches;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.engine.TrainingProgram;
import org.flowfoundry.training.model.ClassifierObjective;
import org.flowfoundry.training.model.LabelledBatch;
import org.flowfoundry.training.model.Lora;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.score.LoadedModel;
import org.flowfoundry.training.sequence.SegmentRule;

/**
 * Trains a network with a linear layer on labelled windows.
 *
 * @param classWeights with which classes count equally
 * @param validation may be empty
 */
record ClassifierProgram(
        Broadcast<LoadedModel> base,
        Mode mode,
        float[] classWeights,
        List<LabelledHistory> training,
        List<LabelledHistory> validation,
        long seed)
        implements TrainingProgram<LabelledBatch> {

    private static final Lora LORA = new Lora(8, 16);
    private static final int BATCH_ROWS = 16;

    @Override
    public Trainable<LabelledBatch> model() {
        return objective();
    }

    ClassifierObjective objective() {
        LoadedModel pretrained = base.value();
        SequenceModel network = new SequenceModel(pretrained.config(), pretrained.encoder());
        float[] parameters = pretrained.parameters();
        return mode == Mode.FULL
                ? ClassifierObjective.full(network, parameters, classWeights)
                : ClassifierObjective.lora(network, parameters, LORA, classWeights);
    }

    @Override
    public Batches<LabelledBatch> training(Worker worker) {
        return batches(training, worker.seed());
    }

    @Override
    public Batches<LabelledBatch> validation(Worker worker) {
        return validation.isEmpty() ? null : batches(validation, worker.seed());
    }

    @Override
    public int validationBatches() {
        return Math.max(1, validation.size() / BATCH_ROWS);
    }

    @Override
    public float[] initialParameters() {
        return objective().initialParameters(seed);
    }

    private Batches<LabelledBatch> batches(List<LabelledHistory> histories, long order) {
        LoadedModel pretrained = base.value();
        SegmentRule rule = SegmentRule.half(
                pretrained.config().context(), pretrained.encoder().windowSeconds());
        List<LabelledHistory.Example> examples =
                histories.stream().map(history -> history.example(rule)).toList();
        return new ShuffledBatches<>(
                Rows.of(examples), BATCH_ROWS, examples.size(), order, LabelledHistory.Example::join);
    }
}
