package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
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
    private final int hiddenWidth;
    private final int width;
    private final int queryWidth;
    private final boolean chained;

    FeatureHead(TokenEncoding encoding, ModelConfig config) {
        this.encoder = encoding.encoder();
        this.features = encoder.features().size();
        this.bins = encoder.bins();
        this.hiddenWidth = config.width();
        this.width = config.headWidth();
        this.queryWidth = encoding.queryWidth();
        this.chained = config.chained() && features > 1;
    }

    List<ParameterSpec> specs() {
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(HIDDEN, width, hiddenWidth));
        specs.add(Linear.weight(QUERY, width, queryWidth, Initializer.XAVIER));
        specs.add(Linear.weight(OUTPUT, features * bins, width, Initializer.NORMAL));
        specs.add(Linear.bias(OUTPUT, features * bins));
        if (chained) {
            int[] shape = {1 + (features - 1) * bins, width};
            specs.add(new ParameterSpec(CHAIN + "/table", shape, Initializer.HALF_NORMAL, true));
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
     * Logits of all features, where the head is chained given what those before them were.
     *
     * @param asked with the rows of the features before, where the head is chained
     * @return (questions * features, bins), an array of its own
     */
    NDArray logits(Tensors parameters, SequenceModel.Asked asked) {
        if (!chained) {
            NDArray known = Kernels.gelu(inner(parameters, asked));
            return Kernels.linear(known, parameters.get(OUTPUT + "/weight"), bias(parameters, known.getManager()))
                    .reshape(-1, bins);
        }
        // Feature by feature, not as one product of all: what one feature needs stays in the processor's cache.
        InOrder order = new InOrder(parameters, inner(parameters, asked));
        NDList rowsBefore = Kernels.split(asked.before(), 0, each(1));
        NDList logits = new NDList(features);
        for (NDArray rows : rowsBefore) {
            order.tell(rows.reshape(-1));
            logits.add(order.logits(logits.size()));
        }
        return NDArrays.stack(logits, 1).reshape(-1, bins);
    }

    /** Starts to ask for the features one by one; without gradients. */
    OneByOne oneByOne(Tensors parameters, SequenceModel.Asked asked) {
        return new OneByOne(new InOrder(parameters, inner(parameters, asked)));
    }

    private NDArray inner(Tensors parameters, SequenceModel.Asked asked) {
        return Linear.apply(parameters, HIDDEN, asked.hidden()).add(Linear.apply(parameters, QUERY, asked.queries()));
    }

    private NDArray bias(Tensors parameters, NDManager step) {
        return unusedBins(step).add(parameters.get(OUTPUT + "/bias"));
    }

    private long[] each(long size) {
        long[] sizes = new long[features];
        Arrays.fill(sizes, size);
        return sizes;
    }

    /** The output layer cut into features, and what is known before the next of them. */
    private final class InOrder {

        private final NDArray table;
        private final NDList weights;
        private final NDList biases;
        /** (questions, width) */
        private NDArray known;

        InOrder(Tensors parameters, NDArray inner) {
            this.table = chained ? parameters.get(CHAIN + "/table") : null;
            this.weights = Kernels.split(parameters.get(OUTPUT + "/weight"), 0, each(bins));
            this.biases = Kernels.split(bias(parameters, inner.getManager()), 0, each(bins));
            this.known = inner;
        }

        /** @param rows of the table: (questions) */
        void tell(NDArray rows) {
            known = Kernels.addInto(Kernels.embedding(rows, table), known);
        }

        /** (questions, bins) */
        NDArray logits(int feature) {
            return Kernels.linear(Kernels.gelu(known), weights.get(feature), biases.get(feature));
        }
    }

    /** Features one by one, each chosen before the next is asked for. */
    final class OneByOne {

        private final InOrder order;
        private int next;

        private OneByOne(InOrder order) {
            this.order = order;
            tell(new int[Math.toIntExact(order.known.getShape().get(0))]);
        }

        /** Logits of the next feature: (questions, bins). */
        NDArray logits() {
            return order.logits(next);
        }

        /** Goes on to the feature after the next, which is in these bins: (questions). */
        void choose(int[] chosen) {
            next++;
            if (next < features) {
                tell(chosen);
            }
        }

        private void tell(int[] before) {
            if (chained) {
                order.tell(HostArrays.longs(order.known.getManager(), new Shape(before.length), into -> {
                    for (int bin : before) {
                        into.put(rowBefore(next, bin));
                    }
                }));
            }
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
