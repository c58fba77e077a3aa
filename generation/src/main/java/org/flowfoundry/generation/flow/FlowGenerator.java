package org.flowfoundry.generation.flow;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.diffusion.DenoiserConfig;
import org.flowfoundry.generation.diffusion.MaskedObjective;
import org.flowfoundry.generation.diffusion.Slots;
import org.flowfoundry.generation.flow.FlowGeneratorOptions.Counting;
import org.flowfoundry.generation.network.NetworkModel;
import org.flowfoundry.generation.token.RecordCodec;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.checkpoint.Safetensors;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.record.RecordSplit;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedModel;
import org.flowfoundry.training.tensor.ParameterLayout;

/**
 * A trained generator of flow records, as its files hold it.
 *
 * @param id {@code name:v3}
 * @param description everything but the parameters
 * @param parameters of the network that completes records
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record FlowGenerator(String id, Description description, float[] parameters) implements Serializable {

    /** The field that tells a record's class. */
    static final String LABEL = "label";

    /** What the cards of such models say they are. */
    static final String KIND = "flow-generator";

    /**
     * What decides the parameters' names and shapes, and what they mean.
     *
     * @param kind {@value FlowGenerator#KIND}
     * @param domain the network whose flows it learned
     * @param codec records as tokens
     * @param split which records it never saw
     * @param counting how often a record counted
     * @param classes (tokens of the label): how many records of each were learned; empty = there are no labels
     * @param repeats (tokens of the label): how often a record of each was in the training data; empty = there are no labels
     * @param network whose hosts they are
     * @param from first day that it learned
     * @param to last day that it learned
     */
    record Description(
            String kind,
            String domain,
            DenoiserConfig config,
            RecordCodec codec,
            RecordSplit split,
            Counting counting,
            List<Long> classes,
            List<Integer> repeats,
            NetworkModel network,
            String from,
            String to)
            implements Serializable {

        Description {
            if (!KIND.equals(kind)
                    || domain == null
                    || config == null
                    || codec == null
                    || split == null
                    || counting == null
                    || classes == null
                    || repeats == null
                    || network == null
                    || from == null
                    || to == null) {
                throw new IllegalArgumentException("a generator of flows needs kind " + KIND
                        + ", domain, config, codec, split, counting, classes, network and days");
            }
            classes = List.copyOf(classes);
            repeats = List.copyOf(repeats);
        }

        ParameterLayout layout() {
            return new MaskedObjective(config, slots()).layout();
        }

        /** The slots of its records; the label, where there is one, is their class. */
        Slots slots() {
            Slots slots = codec.slots(LABEL);
            float[] learned = new float[repeats.size()];
            for (int token = 0; token < learned.length; token++) {
                learned[token] = repeats.get(token);
            }
            return slots.classSlot() == Slots.NONE || learned.length == 0 ? slots : slots.withLearned(learned);
        }

        Description withClasses(List<Long> counted) {
            return new Description(kind, domain, config, codec, split, counting, counted, repeats, network, from, to);
        }
    }

    /** Whether each distinct record counted once: so does each that is made. */
    boolean isDistinct() {
        return description.counting() == Counting.DISTINCT;
    }

    /** The two files, to be registered. */
    static Map<String, FileContent> files(Description description, float[] parameters) {
        Map<String, FileContent> files = new LinkedHashMap<>();
        files.put(SavedModel.DESCRIPTION_FILE, out -> StrictJson.write(out, description));
        files.put(SavedModel.PARAMETERS_FILE, out -> SavedModel.write(out, description.layout(), parameters));
        return files;
    }

    /**
     * Reads a generator.
     *
     * @throws org.flowfoundry.core.error.UserException where it is a model of something else
     */
    static FlowGenerator read(ModelVersion version) {
        if (!version.card().kind().equals(KIND)) {
            throw GenerationErrors.noGenerator(version.id(), version.card().kind());
        }
        Description description = version.read(SavedModel.DESCRIPTION_FILE, StrictJson.parser(Description.class));
        float[] parameters = SavedModel.vector(
                description.layout(),
                version.read(SavedModel.PARAMETERS_FILE, Safetensors::read).tensors(),
                SavedModel.PARAMETERS_FILE);
        return new FlowGenerator(version.id(), description, parameters);
    }
}
