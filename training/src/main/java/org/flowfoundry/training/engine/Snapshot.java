package org.flowfoundry.training.engine;

import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.data.Batches.Position;
import org.flowfoundry.training.tensor.ParameterLayout;

/**
 * Where a training is, but for its vectors: as JSON in checkpoints. With the seed in the configuration, the step decides all
 * random numbers.
 *
 * @param dataVersion of what it is trained on
 * @param layout of the flat vector
 * @param workers that trained it last
 * @param rateScale what the learning rate is multiplied by
 * @param positions of the workers in their data, by rank
 * @param sums the open round
 * @param best the best validation so far
 * @param rounds from the first step on
 */
record Snapshot(
        long step,
        String dataVersion,
        TrainingConfig config,
        List<Tensor> layout,
        int workers,
        double rateScale,
        List<Position> positions,
        RoundMeter.Sums sums,
        Best best,
        List<TrainingRound> rounds) {

    /** A parameter's place in the flat vector follows from those before. */
    record Tensor(String name, List<Integer> shape) {}

    /**
     * How validation went.
     *
     * @param loss the least; null before the first
     * @param step it was found at
     * @param misses validations since
     */
    record Best(Double loss, long step, int misses) {

        static final Best NONE = new Best(null, 0, 0);

        /** @param validationLoss null where it is not finite */
        Best after(Double validationLoss, long atStep) {
            if (validationLoss != null && (loss == null || validationLoss < loss)) {
                return new Best(validationLoss, atStep, 0);
            }
            return new Best(loss, step, misses + 1);
        }
    }

    /** Makes sure that what is trained is what was. */
    void requireFits(ParameterLayout model, String data, TrainingConfig.Mode mode, String file) {
        if (!layout.equals(tensors(model))) {
            throw TrainingErrors.otherTraining(file, "the model has other parameters");
        }
        if (!dataVersion.equals(data)) {
            throw TrainingErrors.otherTraining(
                    file, "the data was version '" + dataVersion + "' and now is '" + data + "'");
        }
        if (config.synchronization().mode() != mode) {
            throw TrainingErrors.otherTraining(
                    file, "workers agreed by " + config.synchronization().mode() + ", not by " + mode);
        }
    }

    static List<Tensor> tensors(ParameterLayout layout) {
        return layout.specs().stream()
                .map(spec -> new Tensor(
                        spec.name(), Arrays.stream(spec.shape()).boxed().toList()))
                .toList();
    }
}
