package org.flowfoundry.training.pretrain;

import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.engine.TrainingProgram;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.NextWindowObjective;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.model.Targets;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.sequence.ShardSource;

/**
 * Generative pre-training, as workers do it.
 *
 * @param dataVersion of the shards
 * @param batchRows rows of a mini-batch
 * @param validationBatches that each worker looks at
 * @param seed draws the first parameters
 */
record NextWindowProgram(
        ModelConfig config,
        SeriesEncoder encoder,
        Targets targets,
        ShardSource trainingShards,
        ShardSource validationShards,
        String dataVersion,
        int batchRows,
        int validationBatches,
        long seed)
        implements TrainingProgram<SequenceBatch> {

    @Override
    public Trainable<SequenceBatch> model() {
        return new NextWindowObjective(new SequenceModel(config, encoder), targets);
    }

    @Override
    public Batches<SequenceBatch> training(Worker worker) {
        return trainingShards.open(worker.rank(), worker.size(), batchRows, worker.seed());
    }

    @Override
    public Batches<SequenceBatch> validation(Worker worker) {
        return validationShards.open(worker.rank(), worker.size(), batchRows, worker.seed());
    }

    @Override
    public float[] initialParameters() {
        return new SequenceModel(config, encoder).initialParameters(seed);
    }
}
