package org.flowfoundry.training.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.checkpoint.NamedTensor;
import org.flowfoundry.training.checkpoint.Safetensors;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.checkpoint.TensorFile;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.sequence.FeatureBins;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.sequence.SeriesFeatures;
import org.flowfoundry.training.sequence.Split;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;

/**
 * A model of series as its files hold it: {@value #DESCRIPTION_FILE} and {@value #PARAMETERS_FILE}.
 *
 * @param description everything but the parameters
 * @param tensors the parameters by name
 */
public record SavedModel(Description description, Map<String, NamedTensor> tensors) {

    /** File of the description. */
    public static final String DESCRIPTION_FILE = "model.json";

    /** File of the parameters. */
    public static final String PARAMETERS_FILE = "model.safetensors";

    /**
     * What decides the parameters' names and shapes, and what they mean.
     *
     * @param split the part of the data that the model has learned from, and that others must not be tested on
     */
    public record Description(ModelConfig config, SeriesEncoder encoder, Split split) {

        public Description {
            if (config == null || encoder == null || split == null) {
                throw new IllegalArgumentException("a model needs config, encoder and split");
            }
        }
    }

    /** The two files, to be registered. */
    public static Map<String, FileContent> files(Description description, ParameterLayout layout, float[] parameters) {
        Map<String, FileContent> files = new LinkedHashMap<>();
        files.put(DESCRIPTION_FILE, out -> StrictJson.write(out, description));
        files.put(PARAMETERS_FILE, out -> write(out, layout, parameters));
        return files;
    }

    /**
     * Reads a model's two files.
     *
     * @throws org.flowfoundry.core.error.UserException where it is a model of flow graphs
     */
    public static SavedModel read(ModelVersion version) {
        if (version.card().kind().equals(SavedGraph.KIND)) {
            throw TrainingErrors.graphModel(version.id());
        }
        return new SavedModel(
                version.read(DESCRIPTION_FILE, StrictJson.parser(Description.class)),
                version.read(PARAMETERS_FILE, Safetensors::read).tensors());
    }

    /**
     * Sees to it that host_series can have what the model reads: a name that users did not give is no mistake of theirs.
     *
     * @param file how messages call the file that names its features
     * @throws org.flowfoundry.training.DamagedException where it names another
     */
    public void requireFeatures(String file) {
        List<String> known = SeriesFeatures.known();
        for (FeatureBins bins : description.encoder().features()) {
            String column = bins.feature().column();
            if (!known.contains(column)) {
                throw TrainingErrors.unsoundJson(
                        file, "it names a feature '" + column + "', which is none of host_series");
            }
        }
    }

    /**
     * The parameters as one vector.
     *
     * @throws org.flowfoundry.training.DamagedException where they are not those of the layout
     */
    public float[] parameters(ParameterLayout layout) {
        return vector(layout, tensors, PARAMETERS_FILE);
    }

    /** Writes a vector of parameters as a safetensors file. */
    public static void write(OutputStream out, ParameterLayout layout, float[] parameters) throws IOException {
        List<NamedTensor> tensors = new ArrayList<>();
        int start = 0;
        for (ParameterSpec spec : layout.specs()) {
            int end = start + spec.size();
            tensors.add(new NamedTensor(spec.name(), spec.shape(), Arrays.copyOfRange(parameters, start, end)));
            start = end;
        }
        Safetensors.write(out, tensors, Map.of());
    }

    /** Reads such a file again; what it is to hold is known. */
    public static float[] read(InputStream in, long length, String name, ParameterLayout layout) throws IOException {
        TensorFile file = Safetensors.read(in, length, name);
        return vector(layout, file.tensors(), name);
    }

    public static float[] vector(ParameterLayout layout, Map<String, NamedTensor> tensors, String file) {
        if (tensors.size() != layout.specs().size()) {
            throw TrainingErrors.unsoundTensors(
                    file,
                    "it has " + tensors.size() + " tensors, the model "
                            + layout.specs().size());
        }
        float[] vector = new float[layout.size()];
        int start = 0;
        for (ParameterSpec spec : layout.specs()) {
            NamedTensor tensor = tensors.get(spec.name());
            if (tensor == null || !Arrays.equals(tensor.shape(), spec.shape())) {
                throw TrainingErrors.unsoundTensors(
                        file,
                        "tensor '" + spec.name() + "' is "
                                + (tensor == null ? "missing" : "of shape " + Arrays.toString(tensor.shape()))
                                + ", not of shape " + Arrays.toString(spec.shape()));
            }
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                    throw TrainingErrors.unsoundTensors(file, "tensor '" + spec.name() + "' holds " + value);
                }
            }
            System.arraycopy(tensor.values(), 0, vector, start, spec.size());
            start += spec.size();
        }
        return vector;
    }
}
