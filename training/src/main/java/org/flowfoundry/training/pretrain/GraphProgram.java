package org.flowfoundry.training.pretrain;

import org.apache.spark.broadcast.Broadcast;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.engine.TrainingProgram;
import org.flowfoundry.training.gnn.LinkObjective;
import org.flowfoundry.training.gnn.LinkObjective.Weights;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.graph.GraphRule;
import org.flowfoundry.training.graph.PieceSource;
import org.flowfoundry.training.registry.SavedGraph;

/**
 * Pre-training by links and masked fields, as workers do it.
 *
 * @param dataVersion of the shards
 * @param batchPieces pieces of a mini-batch
 * @param validationBatches that each worker looks at
 * @param firstParameters of the model
 */
record GraphProgram(
        SavedGraph.Description description,
        GraphRule rule,
        Weights weights,
        PieceSource trainingShards,
        PieceSource validationShards,
        String dataVersion,
        int batchPieces,
        int validationBatches,
        Broadcast<float[]> firstParameters)
        implements TrainingProgram<GraphBatch> {

    @Override
    public Trainable<GraphBatch> model() {
        return new LinkObjective(description.model(), weights);
    }

    @Override
    public Batches<GraphBatch> training(Worker worker) {
        return trainingShards.open(worker.rank(), worker.size(), batchPieces, rule, worker.seed());
    }

    @Override
    public Batches<GraphBatch> validation(Worker worker) {
        return validationShards.open(worker.rank(), worker.size(), batchPieces, rule, worker.seed());
    }

    @Override
    public float[] initialParameters() {
        return firstParameters.value();
    }
}
