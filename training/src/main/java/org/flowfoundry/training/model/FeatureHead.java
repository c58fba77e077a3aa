package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * The distributions of a window's features, from the hidden state and the time of the window. Where the head is chained,
 * features are in an order, and each is also given the bins of those before it, added up in the hidden layer, so that the
 * product is the likelihood of the window as a whole, as in NADE (Larochelle and Murray 2011); otherwise they are
 * independent of each other given the past.
 */
final class FeatureHead {

    static final String QUERY = "head/features/query";
    static final String OUTPUT = "head/features/output";
    private static final String HIDDEN = "head/features/hidden";
    private static final String CHAIN = "head/features/chain";

    /** For bins that cannot be. Finite, because what it yields is also multiplied by weights of 0. */
    static final float IMPOSSIBLE = -1e9f;

    private final SeriesEncoder encoder;
    private final int features;
    private final int bins;
    private final int width;
    private final int queryWidth;
    private final boolean chained;

    FeatureHead(TokenEncoding encoding, ModelConfig config) {
        this.encoder = encoding.encoder();
        this.features = encoder.features().size();
        this.bins = encoder.bins();
        this.width = config.width();
        this.queryWidth = encoding.queryWidth();
        this.chained = config.chained() && features > 1;
    }

    List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(HIDDEN, width, width));
        specs.add(Linear.weight(QUERY, width, queryWidth, Initializer.XAVIER));
        specs.addAll(Linear.specs(OUTPUT, features * bins, width));
        if (chained) {
            int[] shape = {1 + (features - 1) * bins, width};
            specs.add(new ParameterSpec(CHAIN + "/table", shape, Initializer.NORMAL, true));
        }
        return specs;
    }

    boolean isChained() {
        return chained;
    }

    /** The row of the table that says what was before a feature: 0 before the first, else one for each bin of the last. */
    long rowBefore(int feature, int binBefore) {
        return feature == 0 ? 0 : 1 + (feature - 1L) * bins + binBefore;
    }

    /**
     * Logits of all features at once.
     *
     * @param asked with the rows of the features before, where the head is chained
     * @return (questions * features, bins), an array of its own
     */
    NDArray logits(Tensors parameters, SequenceModel.Asked asked) {
        NDArray inner = inner(parameters, asked);
        NDManager step = inner.getManager();
        NDArray bias = unusedBins(step).add(parameters.get(OUTPUT + "/bias"));
        if (!chained) {
            return Kernels.linear(Kernels.gelu(inner), parameters.get(OUTPUT + "/weight"), bias)
                    .reshape(-1, bins);
        }
        NDArray before = Kernels.embedding(asked.before(), parameters.get(CHAIN + "/table"))
                .cumSum(0);
        NDArray known = Kernels.gelu(Kernels.addInto(before, inner));
        NDArray weights = parameters.get(OUTPUT + "/weight").reshape(features, bins, width);
        return known.matMul(weights.transpose(0, 2, 1))
                .add(bias.reshape(features, 1, bins))
                .transpose(1, 0, 2)
                .reshape(-1, bins);
    }

    private NDArray inner(Tensors parameters, SequenceModel.Asked asked) {
        return Linear.apply(parameters, HIDDEN, asked.hidden()).add(Linear.apply(parameters, QUERY, asked.queries()));
    }

    /** Features one by one; without gradients. */
    final class InOrder {

        private final Tensors parameters;
        private final NDList weights;
        private final NDList biases;
        private final NDArray inner;
        private int next;

        InOrder(Tensors parameters, SequenceModel.Asked asked) {
            this.parameters = parameters;
            this.inner = inner(parameters, asked).duplicate();
            NDArray bias = unusedBins(inner.getManager()).add(parameters.get(OUTPUT + "/bias"));
            long[] sizes = new long[features];
            Arrays.fill(sizes, bins);
            this.weights = Kernels.split(parameters.get(OUTPUT + "/weight"), 0, sizes);
            this.biases = Kernels.split(bias, 0, sizes);
            tell(new int[Math.toIntExact(inner.getShape().get(0))]);
        }

        /** Logits of the next feature: (questions, bins). */
        NDArray logits() {
            return Kernels.linear(Kernels.gelu(inner), weights.get(next), biases.get(next));
        }

        /** Goes on to the feature after the next, which is in these bins: (questions). */
        void choose(int[] chosen) {
            next++;
            if (next < features) {
                tell(chosen);
            }
        }

        private void tell(int[] before) {
            if (!chained) {
                return;
            }
            NDManager step = inner.getManager();
            NDArray rows = HostArrays.longs(step, new Shape(before.length), into -> {
                for (int bin : before) {
                    into.put(rowBefore(next, bin));
                }
            });
            Kernels.addInto(inner, Kernels.embedding(rows, parameters.get(CHAIN + "/table")));
        }
    }

    private NDArray unusedBins(NDManager step) {
        return HostArrays.floats(step, new Shape((long) features * bins), into -> {
            for (int f = 0; f < features; f++) {
                for (int bin = encoder.binsUsed(f); bin < bins; bin++) {
                    into.put(f * bins + bin, IMPOSSIBLE);
                }
            }
        });
    }
}
