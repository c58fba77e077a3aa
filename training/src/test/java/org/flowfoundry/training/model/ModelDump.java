package org.flowfoundry.training.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.training.checkpoint.NamedTensor;
import org.flowfoundry.training.checkpoint.Safetensors;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.Dropout;
import org.flowfoundry.training.tensor.NativeEngine;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/** Writes a model, a batch and the questions put to it for the same model in PyTorch: src/test/python/eager_model.py. */
public final class ModelDump {

    private final SequenceModel model;
    private final EncodedBatch encoded;
    private final List<NamedTensor> tensors = new ArrayList<>();

    private ModelDump(SequenceModel model, SequenceBatch batch) {
        this.model = model;
        this.encoded = new EncodedBatch(model.encoding(), batch);
    }

    /** Writes a safetensors file of what evaluation makes of the batch. */
    public static void write(Path file, SequenceModel model, float[] parameters, SequenceBatch batch) {
        new ModelDump(model, batch).write(file, parameters);
    }

    private void write(Path file, float[] parameters) {
        int offset = 0;
        for (ParameterSpec spec : model.layout().specs()) {
            float[] values = Arrays.copyOfRange(parameters, offset, offset + spec.size());
            tensors.add(new NamedTensor(spec.name(), spec.shape(), values));
            offset += spec.size();
        }
        addBatch(parameters);
        try (OutputStream out = Files.newOutputStream(file)) {
            Safetensors.write(out, tensors, Map.of("config", new ObjectMapper().writeValueAsString(config())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> config() {
        ModelConfig config = model.config();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("kind", config.kind());
        all.put("activation", config.activation());
        all.put("positions", config.positions());
        all.put("layers", config.layers());
        all.put("width", config.width());
        all.put("heads", config.heads());
        all.put("dropout", config.dropout());
        all.put("shortcuts", config.shortcuts());
        all.put("chained", model.features().isChained());
        all.put("rows", encoded.batch().rows());
        all.put("length", encoded.batch().length());
        all.put("features", encoded.batch().features());
        all.put("bins", model.encoder().bins());
        all.put("counted", model.encoding().countedWidth());
        all.put(
                "decays",
                model.layout().specs().stream()
                        .filter(ParameterSpec::decays)
                        .map(ParameterSpec::name)
                        .toList());
        return all;
    }

    private void addBatch(float[] parameters) {
        NativeEngine engine = NativeEngine.onCpu();
        try (NDManager step = engine.newManager()) {
            engine.inferring(() -> {
                Tensors all = Tensors.frozen(model.layout(), parameters, step);
                SequenceModel.Reading reading = model.read(all, encoded, Disguise.NONE, step, Dropout.NONE);
                add("inputs", encoded.inputs(step, Disguise.NONE, new PackedRows(encoded)::position));
                addQuestions(reading, step);
                return null;
            });
        }
        float[] segments = new float[encoded.tokens()];
        float[] seen = new float[encoded.tokens()];
        for (int token = 0; token < encoded.tokens(); token++) {
            segments[token] = encoded.batch().segments()[token];
            seen[token] = encoded.isWindow(token) ? 1 : 0;
        }
        add("segments", segments);
        add("seen", seen);
        float[] used = new float[encoded.batch().features()];
        for (int f = 0; f < used.length; f++) {
            used[f] = model.encoder().binsUsed(f);
        }
        add("used", used);
    }

    private void addQuestions(SequenceModel.Reading reading, NDManager step) {
        Questions questions = new Questions(encoded, model.encoding(), Disguise.NONE);
        List<Float> asked = new ArrayList<>();
        for (int token = 0; token < encoded.tokens(); token++) {
            if (encoded.batch().weights()[token] > 0 && encoded.hasNext(token)) {
                questions.add(token, token + 1, encoded.batch().weights()[token]);
                asked.add((float) token);
            }
        }
        float[] tokens = new float[questions.padded()];
        for (int q = 0; q < asked.size(); q++) {
            tokens[q] = asked.get(q);
        }
        add("asked", tokens);
        SequenceModel.Asked all = questions.ask(model, reading, step);
        add("queries", all.queries());
        add("before", all.before() == null ? new float[0] : longs(all.before()));
        boolean shortcuts = all.known() != null;
        add("feature_rows", shortcuts ? longs(all.known().featureRows()) : new float[0]);
        add("elapsed_rows", shortcuts ? longs(all.known().elapsedRows()) : new float[0]);
        add("feature_targets", longs(questions.featureTargets(step, 0)));
        add("elapsed_targets", longs(questions.elapsedTargets(step)));
        add("weights", questions.weights(step).toFloatArray());
        add("elapsed_weights", questions.elapsedWeights(step).toFloatArray());
    }

    private static float[] longs(NDArray array) {
        long[] values = array.toLongArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }

    private void add(String name, float[] values) {
        tensors.add(new NamedTensor("batch/" + name, new int[] {values.length}, values));
    }

    private void add(String name, NDArray array) {
        int[] shape = Arrays.stream(array.getShape().getShape())
                .mapToInt(Math::toIntExact)
                .toArray();
        tensors.add(new NamedTensor("batch/" + name, shape, array.toFloatArray()));
    }
}
