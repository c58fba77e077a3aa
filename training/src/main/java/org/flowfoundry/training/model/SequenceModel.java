package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelConfig.Positions;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.InitialParameters;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * A generative model of host series: tokens through one linear layer, a {@link SequenceNetwork}, and two heads. With h the
 * hidden state at a token, the next window has
 * p(window) = p(elapsed | h) * product over features f of p(bin of f | h, elapsed, time of the window).
 */
public final class SequenceModel {

    private static final String INPUT = "input";
    private static final String PLACES = "places/table";
    private static final String HOSTS = "hosts/table";
    private static final String ELAPSED = "head/elapsed";
    private static final String FEATURES_HIDDEN = "head/features/hidden";
    private static final String FEATURES_QUERY = "head/features/query";
    private static final String FEATURES_OUTPUT = "head/features/output";

    /** Keeps the logarithm of a share that was never seen finite. */
    private static final double LEAST_SHARE = 1e-4;

    /** For bins that cannot be. Finite, because what it yields is also multiplied by weights of 0. */
    private static final float IMPOSSIBLE = -1e9f;

    private final ModelConfig config;
    private final TokenEncoding encoding;
    private final SequenceNetwork network;
    private final ParameterLayout layout;

    public SequenceModel(ModelConfig config, SeriesEncoder encoder) {
        this.config = config;
        this.encoding = new TokenEncoding(encoder);
        this.network = config.kind() == Kind.GRU ? new GruNetwork(config) : new TransformerNetwork(config);
        this.layout = new ParameterLayout(specs(encoder));
    }

    private List<ParameterSpec> specs(SeriesEncoder encoder) {
        int width = config.width();
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(INPUT, width, encoding.inputWidth()));
        if (hasPlaces()) {
            specs.add(new ParameterSpec(PLACES, new int[] {config.context(), width}, Initializer.NORMAL, false));
        }
        if (config.hostBuckets() > 0) {
            specs.add(new ParameterSpec(HOSTS, new int[] {config.hostBuckets(), width}, Initializer.NORMAL, false));
        }
        specs.addAll(network.specs());
        specs.addAll(Linear.specs(ELAPSED, encoder.elapsedBins(), width));
        specs.addAll(Linear.specs(FEATURES_HIDDEN, width, width));
        specs.add(Linear.weight(FEATURES_QUERY, width, encoding.queryWidth(), Initializer.XAVIER));
        specs.addAll(Linear.specs(FEATURES_OUTPUT, encoder.features().size() * encoder.bins(), width));
        return specs;
    }

    private boolean hasPlaces() {
        return config.kind() == Kind.TRANSFORMER && config.positions() == Positions.LEARNED;
    }

    public ModelConfig config() {
        return config;
    }

    public SeriesEncoder encoder() {
        return encoding.encoder();
    }

    TokenEncoding encoding() {
        return encoding;
    }

    SequenceNetwork network() {
        return network;
    }

    /** The parameters of the model. */
    public ParameterLayout layout() {
        return layout;
    }

    /** First values of the parameters: drawn by the seed, but the features' biases, which begin with the bins' shares. */
    public float[] initialParameters(long seed) {
        float[] values = InitialParameters.draw(layout, seed);
        int offset = layout.offset(FEATURES_OUTPUT + "/bias");
        int bins = encoder().bins();
        for (int f = 0; f < encoder().features().size(); f++) {
            float[] shares = encoder().features().get(f).shares();
            for (int bin = 0; bin < shares.length; bin++) {
                values[offset + f * bins + bin] = (float) Math.log(shares[bin] + LEAST_SHARE);
            }
        }
        return values;
    }

    /** The hidden states of all tokens. */
    SequenceNetwork.Pass pass(
            Tensors parameters, EncodedBatch batch, BitSet hiddenWindows, NDManager step, double dropout) {
        if (batch.batch().length() > config.context()) {
            throw new IllegalArgumentException(
                    "Rows of " + batch.batch().length() + " tokens for a model of " + config.context());
        }
        PackedRows rows = new PackedRows(batch);
        NDArray inputs = batch.inputs(step, hiddenWindows);
        NDArray places = hasPlaces() ? rows.positions(step) : null;
        NDArray hosts = config.hostBuckets() > 0 ? batch.hostBuckets(step, config.hostBuckets()) : null;
        NDArray x = embed(parameters, inputs, places, hosts, rows.rows());
        return network.forward(parameters, Kernels.dropout(x, dropout), rows, dropout);
    }

    /**
     * @param inputs (tokens, inputs)
     * @param places of the tokens in their segments: (rows, length), or null
     * @param hosts buckets of the tokens' hosts: (tokens), or null
     * @return (rows, length, width)
     */
    NDArray embed(Tensors parameters, NDArray inputs, NDArray places, NDArray hosts, int rows) {
        NDArray x = Linear.apply(parameters, INPUT, inputs).reshape(rows, -1, config.width());
        if (places != null) {
            x = x.add(Kernels.embedding(places, parameters.get(PLACES)));
        }
        if (hosts != null) {
            NDArray identity = Kernels.embedding(hosts, parameters.get(HOSTS));
            x = x.add(identity.reshape(rows, -1, config.width()));
        }
        return x;
    }

    /**
     * Logarithms of the probabilities of the elapsed bins before the next window.
     *
     * @param hidden (questions, width)
     * @return (questions, elapsed bins)
     */
    NDArray elapsedLogProbabilities(Tensors parameters, NDArray hidden) {
        NDManager step = hidden.getManager();
        NDArray never = HostArrays.floats(step, new Shape(encoder().elapsedBins()), into -> into.put(0, IMPOSSIBLE));
        return Kernels.logSoftmax(Linear.apply(parameters, ELAPSED, hidden).add(never));
    }

    /**
     * Logarithms of the probabilities of each feature's bins in the window asked for.
     *
     * @param hidden (questions, width)
     * @param queries (questions, query width)
     * @return (questions * features, bins)
     */
    NDArray featureLogProbabilities(Tensors parameters, NDArray hidden, NDArray queries) {
        NDArray asked = Linear.apply(parameters, FEATURES_HIDDEN, hidden)
                .add(Linear.apply(parameters, FEATURES_QUERY, queries));
        NDArray logits = Linear.apply(parameters, FEATURES_OUTPUT, Kernels.gelu(asked));
        return Kernels.logSoftmax(logits.add(unusedBins(hidden.getManager()))
                .reshape(-1, encoder().bins()));
    }

    private NDArray unusedBins(NDManager step) {
        int features = encoder().features().size();
        int bins = encoder().bins();
        return HostArrays.floats(step, new Shape((long) features * bins), into -> {
            for (int f = 0; f < features; f++) {
                for (int bin = encoder().binsUsed(f); bin < bins; bin++) {
                    into.put(f * bins + bin, IMPOSSIBLE);
                }
            }
        });
    }
}
