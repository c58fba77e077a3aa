package org.flowfoundry.training.tensor;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;

/** A model's named tensors, as a step works with them: views of the flat vector where they are trained. */
public final class Tensors {

    private final Map<String, NDArray> byName;

    public Tensors(Map<String, NDArray> byName) {
        this.byName = Map.copyOf(byName);
    }

    /** The tensor of a name in the layout. */
    public NDArray get(String name) {
        NDArray tensor = byName.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("No parameter '" + name + "'");
        }
        return tensor;
    }

    /** These and the other tensors; an other one takes the place of one of the same name. */
    public Tensors and(Tensors others) {
        Map<String, NDArray> all = new HashMap<>(byName);
        all.putAll(others.byName);
        return new Tensors(all);
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }
}
