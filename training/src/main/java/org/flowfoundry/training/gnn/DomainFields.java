package org.flowfoundry.training.gnn;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.training.graph.GraphDomain;

/**
 * A network whose flows a model reads: it has an adapter of its own for each.
 *
 * @param name of the domain
 * @param columns what the values of a flow are, in the order in which its encoder gives them
 */
public record DomainFields(String name, List<Column> columns) implements Serializable {

    public DomainFields {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("A domain needs a name");
        }
        if (columns == null || columns.isEmpty()) {
            throw new IllegalArgumentException("Domain '" + name + "' has no fields");
        }
        columns = List.copyOf(columns);
    }

    /** What a domain's encoder gives. */
    public static DomainFields of(GraphDomain domain) {
        return of(domain.name(), domain.encoder().binaryColumns());
    }

    /** @param binary (fields): which values are 0 or 1 */
    public static DomainFields of(String name, boolean[] binary) {
        Column[] columns = new Column[binary.length];
        Arrays.setAll(columns, i -> binary[i] ? Column.INDICATOR : Column.NUMBER);
        return new DomainFields(name, List.of(columns));
    }

    /** What one value is. */
    public enum Column {
        /** A number of about mean 0 and deviation 1. */
        NUMBER,
        /** 0 or 1: whether a field has a certain value. */
        INDICATOR
    }

    /** The beginning of its parameters' names: whatever else than letters and digits is in the name, in hexadecimal. */
    String prefix() {
        StringBuilder prefix = new StringBuilder("domain/");
        for (char c : name.toCharArray()) {
            if (c < 128 && Character.isLetterOrDigit(c)) {
                prefix.append(c);
            } else {
                prefix.append('_').append(Integer.toHexString(c)).append('_');
            }
        }
        return prefix.toString();
    }
}
