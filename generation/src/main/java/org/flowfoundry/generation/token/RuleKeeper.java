package org.flowfoundry.generation.token;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.flowfoundry.training.record.RecordTable;
import org.flowfoundry.training.record.rule.AtLeast;
import org.flowfoundry.training.record.rule.AtMost;
import org.flowfoundry.training.record.rule.Equal;
import org.flowfoundry.training.record.rule.HighByte;
import org.flowfoundry.training.record.rule.Implication;
import org.flowfoundry.training.record.rule.OneServicePort;
import org.flowfoundry.training.record.rule.PerPacket;
import org.flowfoundry.training.record.rule.PresentTogether;
import org.flowfoundry.training.record.rule.Rule;
import org.flowfoundry.training.record.rule.SeenTogether;
import org.flowfoundry.training.record.rule.SumOf;
import org.flowfoundry.training.record.rule.UnionOfFlags;
import org.flowfoundry.training.record.rule.ZeroOffProtocol;
import org.flowfoundry.training.record.rule.ZeroTogether;

/**
 * Sees to it that decoded records keep the rules of their network: the value that follows from others, or is bounded by them, is
 * moved to the nearest one that may stand beside them. One rule's value may be another's bound, so they are gone through until all
 * hold.
 */
final class RuleKeeper {

    /** A chain of rules is hardly longer. */
    private static final int MOST_ROUNDS = 12;

    private final List<Rule> rules;
    private final RecordTable table;

    private RuleKeeper(List<Rule> rules, RecordTable table) {
        this.rules = rules;
        this.table = table;
    }

    /** Changes the records that break a rule; where no value can keep all rules together, another record takes the place. */
    static void keep(List<Rule> rules, RecordTable table) {
        int[] changed = new RuleKeeper(rules, table).round();
        // What was mended is looked at again, by itself: it is little.
        RecordTable mended = table.select(changed);
        int[] open = IntStream.range(0, changed.length).toArray();
        for (int round = 0; round < MOST_ROUNDS && open.length > 0; round++) {
            open = new RuleKeeper(rules, mended).round();
        }
        for (int i = 0; i < changed.length; i++) {
            copy(mended, i, table, changed[i]);
        }
        replace(table, Arrays.stream(open).map(i -> changed[i]).toArray());
    }

    /** The rows that had to be changed. */
    private int[] round() {
        BitSet changed = new BitSet();
        for (Rule rule : rules) {
            IntPredicate keeps = rule.in(table);
            for (int row = 0; row < table.rows(); row++) {
                if (!keeps.test(row)) {
                    mend(rule, row);
                    changed.set(row);
                }
            }
        }
        return changed.stream().toArray();
    }

    private static void replace(RecordTable table, int[] broken) {
        BitSet isBroken = new BitSet();
        Arrays.stream(broken).forEach(isBroken::set);
        int sound = isBroken.nextClearBit(0);
        for (int row : broken) {
            if (sound < table.rows()) {
                copy(table, sound, table, row);
                sound = isBroken.nextClearBit(sound + 1);
                sound = sound < table.rows() ? sound : isBroken.nextClearBit(0);
            }
        }
    }

    private static void copy(RecordTable from, int fromRow, RecordTable to, int row) {
        for (int column = 0; column < to.fields().size(); column++) {
            if (to.fields().get(column).isNumber()) {
                to.numbers(column)[row] = from.numbers(column)[fromRow];
            } else {
                to.names(column)[row] = from.names(column)[fromRow];
            }
        }
    }

    private void mend(Rule rule, int row) {
        if (rule instanceof AtLeast least) {
            set(least.field(), row, least.least());
        } else if (rule instanceof AtMost most) {
            set(most.field(), row, sum(most.most(), row));
        } else if (rule instanceof Equal same) {
            set(same.other(), row, get(same.field(), row));
        } else if (rule instanceof HighByte high) {
            set(high.high(), row, Math.floor(get(high.field(), row) / 256));
        } else if (rule instanceof Implication implied) {
            set(implied.then(), row, implied.thenValue());
        } else if (rule instanceof OneServicePort ports) {
            // The client's port is the higher one.
            String client =
                    get(ports.source(), row) > get(ports.destination(), row) ? ports.source() : ports.destination();
            set(client, row, get(client, row) + 49_152);
        } else if (rule instanceof PerPacket sizes) {
            double packets = get(sizes.packets(), row);
            set(
                    sizes.bytes(),
                    row,
                    Math.max(sizes.least() * packets, Math.min(sizes.most() * packets, get(sizes.bytes(), row))));
        } else if (rule instanceof PresentTogether together) {
            mend(together, row);
        } else if (rule instanceof SeenTogether seen) {
            mend(seen, row);
        } else if (rule instanceof SumOf sum) {
            mend(sum, row);
        } else if (rule instanceof UnionOfFlags flags) {
            set(flags.whole(), row, (long) get(flags.one(), row) | (long) get(flags.other(), row));
        } else if (rule instanceof ZeroOffProtocol off) {
            set(off.field(), row, 0);
        } else if (rule instanceof ZeroTogether zero) {
            set(zero.field(), row, 0);
            set(zero.other(), row, 0);
        }
    }

    /** All where most are there, else none. */
    private void mend(PresentTogether rule, int row) {
        long there = rule.fields().stream().filter(field -> isThere(field, row)).count();
        boolean all = 2 * there >= rule.fields().size();
        for (String field : rule.fields()) {
            if (all && !isThere(field, row)) {
                set(field, row, 0);
            } else if (!all) {
                remove(field, row);
            }
        }
    }

    private void mend(SeenTogether rule, int row) {
        String name = table.names(table.indexOf(rule.field()))[row];
        String[] others = table.names(table.indexOf(rule.other()));
        String begins = name + "\n";
        for (String pair : rule.pairs()) {
            if (pair.startsWith(begins)) {
                String other = pair.substring(begins.length());
                others[row] = other.equals("null") ? null : other;
                return;
            }
        }
        // The first name is one that was never seen; so its own partner decides.
        for (String pair : rule.pairs()) {
            if (pair.endsWith("\n" + others[row])) {
                table.names(table.indexOf(rule.field()))[row] = pair.substring(0, pair.indexOf('\n'));
                return;
            }
        }
    }

    /** The largest part takes the difference, and the next one what is left. */
    private void mend(SumOf rule, int row) {
        double difference = sum(rule.total(), row) - sum(rule.parts(), row);
        while (difference != 0) {
            String largest = rule.parts().stream()
                    .filter(part -> isThere(part, row))
                    .max((one, other) -> Double.compare(get(one, row), get(other, row)))
                    .orElseThrow();
            double before = get(largest, row);
            double after = Math.max(0, before + difference);
            if (after == before) {
                return;
            }
            set(largest, row, after);
            difference -= after - before;
        }
    }

    private double sum(List<String> fields, int row) {
        double sum = 0;
        for (String field : fields) {
            double value = get(field, row);
            sum += Double.isNaN(value) ? 0 : value;
        }
        return sum;
    }

    private boolean isThere(String field, int row) {
        int column = table.indexOf(field);
        return table.fields().get(column).isNumber()
                ? !Double.isNaN(table.numbers(column)[row])
                : table.names(column)[row] != null;
    }

    private double get(String field, int row) {
        int column = table.indexOf(field);
        return table.fields().get(column).isNumber()
                ? table.numbers(column)[row]
                : RecordCodec.parsed(table.names(column)[row]);
    }

    private void set(String field, int row, double value) {
        int column = table.indexOf(field);
        if (table.fields().get(column).isNumber()) {
            table.numbers(column)[row] = value;
        } else {
            table.names(column)[row] = table.fields().get(column).text(value);
        }
    }

    private void remove(String field, int row) {
        int column = table.indexOf(field);
        if (table.fields().get(column).isNumber()) {
            table.numbers(column)[row] = Double.NaN;
        } else {
            table.names(column)[row] = null;
        }
    }
}
