package org.flowfoundry.generation.series;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.flowfoundry.training.data.Rows;
import org.flowfoundry.training.data.ShuffledBatches;
import org.flowfoundry.training.engine.LoneTraining;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.engine.Trainable.Loss;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.optimizer.AdamW;
import org.flowfoundry.training.optimizer.LearningRate;
import org.flowfoundry.training.optimizer.MovingAverage;
import org.flowfoundry.training.tensor.FlatParameters;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.Tensors;

/**
 * A network of series learned in memory, with the settings of the command: the parameters' moving average that validates best.
 *
 * @param patience validations without a better one after which it ends; 0 = it goes to its end
 */
record LoneSeriesTraining(int updates, int batchRows, double rate, int patience, long seed) {

    private static final int VALIDATIONS = 20;
    private static final double DECAY = 0.998;

    /**
     * What was learned.
     *
     * @param parameters those that validated best
     * @param update after which they did
     * @param loss their validation
     * @param last the parameters at the end
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Learned(float[] parameters, int update, double loss, float[] last) {}

    <E, B> Learned run(SeriesNetwork<E, B> network, List<TrafficSeries> training, List<TrafficSeries> validation) {
        Trainable<B> model = network.model();
        float[] start = network.initialParameters(seed);
        NativeEngine engine = NativeEngine.onCpu();
        Learned best = null;
        try (FlatParameters parameters = new FlatParameters(model.layout(), start, engine);
                ShuffledBatches<E, B> batches = new ShuffledBatches<>(
                        Rows.of(network.examples(training)), batchRows, training.size(), seed, network::join)) {
            LoneTraining<B> lone = new LoneTraining<>(
                    model,
                    parameters,
                    new AdamW(model.layout(), 0.9, 0.98, 0.05),
                    new LearningRate(rate, updates / 20, updates, 0.05),
                    engine,
                    seed);
            MovingAverage average = new MovingAverage(start, DECAY);
            B held = network.join(network.examples(validation));
            int every = Math.max(1, updates / VALIDATIONS);
            int misses = 0;
            for (int update = 1; update <= updates && (patience == 0 || misses < patience); update++) {
                lone.step(List.of(batches.next()));
                average.update(parameters.buffer().asFloatBuffer(), update, 1);
                if (update % every == 0 || update == updates) {
                    double loss = loss(model, held, average.values(), engine);
                    misses = best == null || loss < best.loss() ? 0 : misses + 1;
                    float[] now = average.values().clone();
                    best = misses == 0
                            ? new Learned(now, update, loss, now)
                            : new Learned(best.parameters(), best.update(), best.loss(), now);
                    System.out.printf("  update %d: validation %.4f%n", update, loss);
                }
            }
        }
        return best;
    }

    private static <B> double loss(Trainable<B> model, B batch, float[] parameters, NativeEngine engine) {
        try (NDManager step = engine.newManager()) {
            return engine.inferring(() -> {
                double sum = 0;
                double weight = 0;
                Tensors frozen = Tensors.frozen(model.layout(), parameters, step);
                for (int draw = 0; draw < 4; draw++) {
                    Loss loss = model.loss(frozen, batch, step, Mode.EVALUATION, draw);
                    sum += loss.sum().getFloat();
                    weight += loss.weight();
                }
                return sum / weight;
            });
        }
    }
}
