package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.flowfoundry.training.checkpoint.NamedTensor;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.ParameterSpec;

/** All that another program needs to compute a transformer's training loss: parameters, and the arrays made of a batch. */
public final class ModelArrays {

    private final SequenceModel model;
    private final SequenceBatch batch;
    private final Disguise disguise;
    private final EncodedBatch encoded;
    private final Questions questions;

    /** @param seed that training hides days of the week by */
    public ModelArrays(SequenceModel model, SequenceBatch batch, long seed) {
        this.model = model;
        this.batch = batch;
        this.encoded = new EncodedBatch(model.encoding(), batch);
        this.disguise = Disguise.draw(encoded, model.config().maskedShare(), seed);
        this.questions = new NextWindowObjective(model, Targets.HARD).questions(encoded, disguise);
    }

    /** The initial parameters, by their names. */
    public List<NamedTensor> parameters(long seed) {
        float[] values = model.initialParameters(seed);
        List<NamedTensor> tensors = new ArrayList<>();
        int offset = 0;
        for (ParameterSpec spec : model.layout().specs()) {
            float[] own = Arrays.copyOfRange(values, offset, offset + spec.size());
            tensors.add(new NamedTensor(spec.name(), spec.shape(), own));
            offset += spec.size();
        }
        return tensors;
    }

    /** What the loss is computed of; whole numbers as floats. */
    public List<NamedTensor> batch(NativeEngine engine) {
        try (NDManager step = engine.newManager()) {
            return engine.inferring(() -> arrays(step));
        }
    }

    private List<NamedTensor> arrays(NDManager step) {
        PackedRows rows = new PackedRows(encoded);
        BitSet seen = new BitSet();
        for (int token = 0; token < encoded.tokens(); token++) {
            seen.set(token, encoded.isWindow(token) && !disguise.windows().get(token));
        }
        NDArray inputs = encoded.inputs(step, disguise, rows::position);
        NDArray hidden = step.zeros(new ai.djl.ndarray.types.Shape(
                batch.rows(), batch.length(), model.config().width()));
        NDArray history = model.shortcuts().history(inputs, encoded, rows, disguise);
        SequenceModel.Asked asked = questions.ask(
                model, new SequenceModel.Reading(new SequenceNetwork.Pass(hidden, List.of()), history), step);
        return List.of(
                named("batch.inputs", inputs),
                named("batch.averages", rows.averages(step, seen)),
                named("batch.mask", rows.attentionMask(step)),
                named("batch.asked_at", questions.tokens(step)),
                named("batch.queries", asked.queries()),
                named("batch.feature_rows", asked.known().featureRows()),
                named("batch.elapsed_rows", asked.known().elapsedRows()),
                named("batch.elapsed_targets", questions.elapsedTargets(step)),
                named("batch.elapsed_weights", questions.elapsedWeights(step)),
                named("batch.feature_targets", questions.featureTargets(step, 0)),
                named("batch.weights", questions.weights(step)));
    }

    private static NamedTensor named(String name, NDArray array) {
        int[] shape = Arrays.stream(array.getShape().getShape())
                .mapToInt(Math::toIntExact)
                .toArray();
        return new NamedTensor(
                name, shape, array.toType(DataType.FLOAT32, false).toFloatArray());
    }

    /** Numbers that the arrays do not tell. */
    public Map<String, String> metadata() {
        return Map.of(
                "weight", Double.toString(questions.weight()),
                "counted", Integer.toString(model.encoding().countedWidth()),
                "layers", Integer.toString(model.config().layers()),
                "heads", Integer.toString(model.config().heads()),
                "features", Integer.toString(batch.features()),
                "bins", Integer.toString(model.encoder().bins()),
                "not_decayed", String.join(" ", notDecayed()));
    }

    private List<String> notDecayed() {
        return model.layout().specs().stream()
                .filter(spec -> !spec.decays())
                .map(ParameterSpec::name)
                .toList();
    }

    /**
     * Floating-point operations of the matrix products of a step, forward and backward: of linear layers, of attention and of
     * the history.
     */
    public double operations() {
        double tokens = encoded.tokens();
        double operations = 2 * tokens * batch.length() * model.encoding().countedWidth();
        for (ParameterSpec spec : model.layout().specs()) {
            if (spec.name().endsWith("/weight")) {
                boolean ofData = List.of("input/weight", "input/history/weight", "head/features/query/weight")
                        .contains(spec.name());
                double rows = spec.name().startsWith("head/") ? questions.padded() : tokens;
                // Forward, to the weight, and to the layer's input where that was computed.
                operations += (ofData ? 4 : 6) * rows * spec.size();
            }
        }
        double scores = tokens * batch.length() * model.config().width();
        return operations + model.config().layers() * 2 * 6 * scores;
    }
}
