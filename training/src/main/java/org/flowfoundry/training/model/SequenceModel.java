package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelConfig.Positions;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * A generative model of host series: tokens through one linear layer, a {@link SequenceNetwork}, and two heads. With h the
 * hidden state at a token, the next window has
 * p(window) = p(elapsed | h) * product over features f of p(bin of f | h, elapsed, time of the window, bins of the features
 * before f); see {@link FeatureHead}.
 */
public final class SequenceModel {

    static final String INPUT = "input";
    private static final String PLACES = "places/table";
    private static final String HOSTS = "hosts/table";
    private static final String ELAPSED = "head/elapsed";

    private final ModelConfig config;
    private final TokenEncoding encoding;
    private final SequenceNetwork network;
    private final FeatureHead features;
    /** Null where the configuration has none. */
    private final Shortcuts shortcuts;

    private final ParameterLayout layout;

    public SequenceModel(ModelConfig config, SeriesEncoder encoder) {
        this.config = config;
        this.encoding = new TokenEncoding(encoder);
        this.network = config.kind() == Kind.GRU ? new GruNetwork(config) : new TransformerNetwork(config);
        this.features = new FeatureHead(encoding, config);
        this.shortcuts = config.shortcuts() ? new Shortcuts(encoding, config.width()) : null;
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
        specs.addAll(features.specs());
        if (shortcuts != null) {
            specs.addAll(shortcuts.specs());
        }
        return specs;
    }

    boolean hasPlaces() {
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

    FeatureHead features() {
        return features;
    }

    Shortcuts shortcuts() {
        return shortcuts;
    }

    /** The parameters of the model. */
    public ParameterLayout layout() {
        return layout;
    }

    /** First values of the parameters; the same for the same seed. */
    public float[] initialParameters(long seed) {
        return new InitialModel(this).draw(seed);
    }

    /**
     * What was read of a batch.
     *
     * @param pass of the network
     * @param history (rows, length, counted columns), or null without shortcuts
     */
    record Reading(SequenceNetwork.Pass pass, NDArray history) {}

    /** Reads all tokens of a batch. */
    Reading read(Tensors parameters, EncodedBatch batch, Disguise disguise, NDManager step, Dropout dropout) {
        if (batch.batch().length() > config.context()) {
            throw new IllegalArgumentException(
                    "Rows of " + batch.batch().length() + " tokens for a model of " + config.context());
        }
        PackedRows rows = new PackedRows(batch);
        NDArray inputs = batch.inputs(step, disguise, rows::position);
        NDArray history = shortcuts == null ? null : shortcuts.history(inputs, batch, rows, disguise);
        NDArray places = hasPlaces() ? rows.positions(step) : null;
        NDArray hosts = config.hostBuckets() > 0 ? batch.hostBuckets(step, config.hostBuckets()) : null;
        NDArray x = embed(parameters, new Tokens(inputs, history, places, hosts), rows.rows());
        return new Reading(network.forward(parameters, dropout.apply(x), rows, dropout), history);
    }

    /**
     * Tokens to be embedded.
     *
     * @param inputs (tokens, inputs)
     * @param history (rows, length, counted columns), or null
     * @param places of the tokens in their segments: (rows, length), or null
     * @param hosts buckets of the tokens' hosts: (tokens), or null
     */
    record Tokens(NDArray inputs, NDArray history, NDArray places, NDArray hosts) {}

    /** The tokens as the network takes them: (rows, length, width). */
    NDArray embed(Tensors parameters, Tokens tokens, int rows) {
        NDArray x = Linear.apply(parameters, INPUT, tokens.inputs()).reshape(rows, -1, config.width());
        if (tokens.history() != null) {
            x = x.add(shortcuts.embed(parameters, tokens.history()));
        }
        if (tokens.places() != null) {
            x = x.add(Kernels.embedding(tokens.places(), parameters.get(PLACES)));
        }
        if (tokens.hosts() != null) {
            NDArray identity = Kernels.embedding(tokens.hosts(), parameters.get(HOSTS));
            x = x.add(identity.reshape(rows, -1, config.width()));
        }
        return x;
    }

    /**
     * What is asked, and with which knowledge.
     *
     * @param hidden (questions, width)
     * @param queries when the windows asked for are: (questions, query width); null where only elapsed windows are asked for
     * @param before rows of {@link FeatureHead#rowBefore}: (features, questions); null where features are asked for one by one,
     *     or the head is not chained
     * @param known what the shortcuts know, or null without them
     */
    record Asked(NDArray hidden, NDArray queries, NDArray before, Shortcuts.Known known) {}

    /** Logarithms of the probabilities of the elapsed bins before the next window: (questions, elapsed bins). */
    NDArray elapsedLogProbabilities(Tensors parameters, Asked asked) {
        NDManager step = asked.hidden().getManager();
        NDArray never = HostArrays.floats(
                step, new Shape(encoder().elapsedBins()), into -> into.put(0, FeatureHead.IMPOSSIBLE));
        NDArray logits = Linear.apply(parameters, ELAPSED, asked.hidden()).add(never);
        if (shortcuts != null) {
            logits = logits.add(shortcuts.elapsedLogits(parameters, asked.hidden(), asked.known()));
        }
        return Kernels.logSoftmax(logits);
    }

    /**
     * Logarithms of the probabilities of each feature's bins in the windows asked for, where the head is chained given the bins
     * that the features before it have there: (questions * features, bins).
     */
    NDArray featureLogProbabilities(Tensors parameters, Asked asked) {
        NDArray logits = features.logits(parameters, asked);
        if (shortcuts != null) {
            logits = Kernels.addInto(shortcuts.featureLogits(parameters, asked.hidden(), asked.known()), logits);
        }
        return Kernels.logSoftmax(logits);
    }

    /** Takes the bins of a feature. */
    interface Chooser {

        /**
         * @param probabilities (questions, bins) of the feature, given what was chosen for those before it
         * @return (questions): the bins it is in
         */
        int[] choose(int feature, float[] probabilities);
    }

    /** Asks for the features one after the other; without gradients. */
    void featuresInOrder(Tensors parameters, Asked asked, Chooser chooser) {
        FeatureHead.OneByOne order = features.oneByOne(parameters, asked);
        int count = encoder().features().size();
        NDList past = null;
        if (shortcuts != null) {
            NDArray logits = shortcuts.featureLogits(parameters, asked.hidden(), asked.known());
            long[] ones = new long[count];
            Arrays.fill(ones, 1);
            past = Kernels.split(logits.reshape(-1, count, encoder().bins()), 1, ones);
        }
        for (int f = 0; f < count; f++) {
            NDArray logits = order.logits();
            if (past != null) {
                logits = Kernels.addInto(
                        logits, past.get(f).reshape(-1, encoder().bins()));
            }
            order.choose(chooser.choose(f, Kernels.softmax(logits).toFloatArray()));
        }
    }
}
