package org.flowfoundry.training.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * Where each named tensor of a model lies in its one flat parameter vector: one after the other, in order, row-major.
 * Plain Java, so that checkpoints and optimizers need no engine.
 */
public record ParameterLayout(List<ParameterSpec> specs) {

    public ParameterLayout {
        specs = List.copyOf(specs);
        long distinct = specs.stream().map(ParameterSpec::name).distinct().count();
        if (distinct != specs.size()) {
            throw new IllegalArgumentException("Two parameters of one name");
        }
    }

    /** The length of the flat vector. */
    public int size() {
        return specs.stream().mapToInt(ParameterSpec::size).reduce(0, Math::addExact);
    }

    /** The tensor of a name. */
    public ParameterSpec spec(String name) {
        return specs.get(indexOf(name));
    }

    /** Where the tensor of a name begins in the flat vector. */
    public int offset(String name) {
        return specs.subList(0, indexOf(name)).stream()
                .mapToInt(ParameterSpec::size)
                .reduce(0, Math::addExact);
    }

    private int indexOf(String name) {
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("No parameter '" + name + "'");
    }

    /** This layout's tensors, then the other's. */
    public ParameterLayout and(ParameterLayout other) {
        List<ParameterSpec> all = new ArrayList<>(specs);
        all.addAll(other.specs);
        return new ParameterLayout(all);
    }

    /** The sizes of the tensors, in order. */
    public long[] sizes() {
        return specs.stream().mapToLong(ParameterSpec::size).toArray();
    }
}
