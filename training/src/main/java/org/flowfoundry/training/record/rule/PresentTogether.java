package org.flowfoundry.training.record.rule;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.flowfoundry.training.record.RecordTable;

/** Fields that a record has all of, or none, as those of the way back. */
public record PresentTogether(List<String> fields) implements Rule {

    public PresentTogether {
        fields = List.copyOf(fields);
    }

    @Override
    public String text() {
        return "all or none of " + fields.stream().collect(Collectors.joining(", "));
    }

    @Override
    public IntPredicate in(RecordTable table) {
        List<IntPredicate> presences =
                fields.stream().map(field -> Values.presence(table, field)).toList();
        return row -> {
            boolean first = presences.get(0).test(row);
            return presences.stream().allMatch(presence -> presence.test(row) == first);
        };
    }
}
