package org.flowfoundry.evaluation.fidelity.metric;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.training.record.RecordTable;

/** The classes of real records, numbered. */
final class ClassLabels {

    private final String field;
    private final List<String> classes;

    ClassLabels(String field, RecordTable training, RecordTable heldOut) {
        this.field = field;
        this.classes = Stream.of(training, heldOut)
                .flatMap(table -> Stream.of(table.names(table.indexOf(field))))
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    int count() {
        return classes.size();
    }

    /** The records that have one of the classes, at most so many, the first. */
    RecordTable labelled(RecordTable table, int most) {
        String[] names = table.names(table.indexOf(field));
        return table.select(IntStream.range(0, names.length)
                .filter(i -> names[i] != null && classes.contains(names[i]))
                .limit(most)
                .toArray());
    }

    /** (rows): numbers of the classes of records that have one. */
    int[] of(RecordTable table) {
        return Stream.of(table.names(table.indexOf(field)))
                .mapToInt(classes::indexOf)
                .toArray();
    }
}
