package org.flowfoundry.training.checkpoint;

import java.util.Map;
import org.flowfoundry.training.TrainingErrors;

/**
 * What a safetensors file holds.
 *
 * @param name how messages call it
 * @param tensors by name, in the order of their data
 * @param metadata texts by name
 */
public record TensorFile(String name, Map<String, NamedTensor> tensors, Map<String, String> metadata) {

    /** The values of a tensor that must be there, with so many values. */
    public float[] values(String tensor, int size) {
        NamedTensor found = tensors.get(tensor);
        if (found == null) {
            throw TrainingErrors.unsoundTensors(name, "it has no tensor '" + tensor + "'");
        }
        if (found.values().length != size) {
            throw TrainingErrors.unsoundTensors(
                    name, "tensor '" + tensor + "' has " + found.values().length + " values instead of " + size);
        }
        return found.values();
    }
}
