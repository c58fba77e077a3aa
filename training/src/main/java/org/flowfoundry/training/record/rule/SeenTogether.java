package org.flowfoundry.training.record.rule;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.flowfoundry.training.record.RecordTable;

/**
 * Two names that were seen in one record, as a state of a connection with its protocol.
 *
 * @param pairs as {@link #pair} joins them
 */
public record SeenTogether(String field, String other, Set<String> pairs) implements Rule {

    public SeenTogether {
        pairs = new TreeSet<>(pairs);
    }

    /** The pairs of a table. */
    public static SeenTogether in(RecordTable table, String field, String other) {
        String[] names = table.names(Values.index(table, field));
        String[] others = table.names(Values.index(table, other));
        Set<String> pairs = new TreeSet<>();
        for (int row = 0; row < table.rows(); row++) {
            pairs.add(pair(names[row], others[row]));
        }
        return new SeenTogether(field, other, pairs);
    }

    /** Two names as one. */
    static String pair(String name, String other) {
        return name + '\n' + other;
    }

    @Override
    public String text() {
        return other + " seen with its " + field;
    }

    @Override
    public IntPredicate in(RecordTable table) {
        String[] names = table.names(Values.index(table, field));
        String[] others = table.names(Values.index(table, other));
        return row -> pairs.contains(pair(names[row], others[row]));
    }
}
