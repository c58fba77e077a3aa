package org.flowfoundry.training.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;

/** A model's named tensors, as a step works with them: views of the flat vector where they are trained. */
public final class Tensors {

    private final Map<String, NDArray> byName;

    public Tensors(Map<String, NDArray> byName) {
        this.byName = Map.copyOf(byName);
    }

    /**
     * Tensors that are not trained.
     *
     * @param values the flat vector of the layout
     * @param owner of the tensors, which lie on its device
     */
    public static Tensors frozen(ParameterLayout layout, float[] values, NDManager owner) {
        if (values.length != layout.size()) {
            throw new IllegalArgumentException(values.length + " values for " + layout.size() + " parameters");
        }
        Map<String, NDArray> byName = new HashMap<>();
        int offset = 0;
        for (ParameterSpec spec : layout.specs()) {
            int from = offset;
            byName.put(
                    spec.name(),
                    HostArrays.floats(owner, spec.dimensions(), into -> into.put(values, from, spec.size())));
            offset += spec.size();
        }
        return new Tensors(byName);
    }

    /** The tensor of a name in the layout. */
    public NDArray get(String name) {
        NDArray tensor = byName.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("No parameter '" + name + "'");
        }
        return tensor;
    }

    /**
     * The same tensors for one step. A result belongs to the manager of an operation's first argument, so what is computed from
     * lasting tensors would last, too.
     *
     * @param step owns them
     */
    public Tensors within(NDManager step) {
        Map<String, NDArray> aliases = new HashMap<>();
        byName.forEach((name, tensor) -> {
            NDArray alias = tensor.reshape(tensor.getShape());
            alias.attach(step);
            aliases.put(name, alias);
        });
        return new Tensors(aliases);
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
