package org.flowfoundry.training.decision;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/** What the features of a row are: groups of columns, one after the other. */
public record FeatureGroups(List<Group> groups) implements Serializable {

    /** @param size how many columns the group has */
    public record Group(String name, int size) implements Serializable {}

    public FeatureGroups {
        groups = List.copyOf(groups);
        if (groups.isEmpty() || groups.stream().anyMatch(group -> group.size < 1)) {
            throw new IllegalArgumentException("A row of features needs groups of at least one column each");
        }
    }

    /** The number of columns. */
    public int size() {
        return groups.stream().mapToInt(Group::size).reduce(0, Math::addExact);
    }

    /** The columns of the named groups, in the order of the row. */
    int[] columns(List<String> names) {
        IntStream columns = IntStream.empty();
        int from = 0;
        for (Group group : groups) {
            if (names.contains(group.name)) {
                columns = IntStream.concat(columns, IntStream.range(from, from + group.size));
            }
            from += group.size;
        }
        return columns.toArray();
    }
}
