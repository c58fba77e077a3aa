package org.flowfoundry.training.tensor;

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

    /** The sizes of the tensors, in order. */
    public long[] sizes() {
        return specs.stream().mapToLong(ParameterSpec::size).toArray();
    }
}
