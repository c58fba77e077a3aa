package org.flowfoundry.training.engine;

import org.flowfoundry.training.collective.AllReduce;
import org.flowfoundry.training.data.Batches;
import org.flowfoundry.training.engine.Replica.Measured;
import org.flowfoundry.training.engine.SharedVector.Total;
import org.flowfoundry.training.tensor.FlatParameters;

/** The mean loss over all workers' validation data. */
final class Validation<B> implements AutoCloseable {

    private final Replica<B> replica;
    private final Batches<B> batches;
    private final int count;
    private final AllReduce workers;
    private final SharedVector totals = new SharedVector(0);

    /** @param count batches of each worker */
    Validation(Replica<B> replica, Batches<B> batches, int count, AllReduce workers) {
        this.replica = replica;
        this.batches = batches;
        this.count = count;
        this.workers = workers;
    }

    /** The loss that these parameters have; the replica keeps its own. The same for all workers; null where not finite. */
    Double loss(float[] parameters) {
        FlatParameters own = replica.parameters();
        float[] kept = own.values();
        own.set(parameters);
        batches.seek(new Batches.Position(0, 0));
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < count; i++) {
            Measured loss = replica.evaluate(batches.next(), i);
            sum += loss.sum();
            weight += loss.weight();
        }
        own.set(kept);
        totals.set(Total.LOSS, sum);
        totals.set(Total.WEIGHT, weight);
        totals.sum(workers);
        double mean = totals.get(Total.LOSS) / totals.get(Total.WEIGHT);
        return Double.isFinite(mean) ? mean : null;
    }

    @Override
    public void close() {
        batches.close();
    }
}
