package org.flowfoundry.core.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/**
 * Partitions of a table: those of some domains on some days.
 *
 * @param domains the domains; empty means all
 * @param from the first day, or null for no bound
 * @param to the last day (inclusive), or null for no bound
 */
public record PartitionRange(List<String> domains, LocalDate from, LocalDate to) {

    /** Every partition. */
    public static final PartitionRange ALL = new PartitionRange(List.of(), null, null);

    private static final String DOTS = "..";

    public PartitionRange {
        domains = List.copyOf(domains);
        if (from != null && to != null && to.isBefore(from)) {
            throw LakeErrors.reversedDates(from, to);
        }
    }

    /** The partitions of some domains, on the days that {@link #days} understands; null for all days. */
    public static PartitionRange of(List<String> domains, String dates) {
        PartitionRange days = dates == null ? ALL : days(dates);
        return new PartitionRange(domains, days.from, days.to);
    }

    /** Parses {@code YYYY-MM-DD}, or {@code YYYY-MM-DD..YYYY-MM-DD} of which one side may be left out. */
    public static PartitionRange days(String text) {
        String trimmed = text.strip();
        int dots = trimmed.indexOf(DOTS);
        if (dots < 0) {
            LocalDate day = day(trimmed, text);
            return new PartitionRange(List.of(), day, day);
        }
        String first = trimmed.substring(0, dots);
        String last = trimmed.substring(dots + DOTS.length());
        if (first.isEmpty() && last.isEmpty()) {
            throw LakeErrors.badDates(text);
        }
        return new PartitionRange(
                List.of(), first.isEmpty() ? null : day(first, text), last.isEmpty() ? null : day(last, text));
    }

    public boolean isAll() {
        return domains.isEmpty() && from == null && to == null;
    }

    public boolean contains(String domain, LocalDate date) {
        return (domains.isEmpty() || domains.contains(domain))
                && (from == null || !date.isBefore(from))
                && (to == null || !date.isAfter(to));
    }

    /** The condition on the partition columns of a table. */
    public Column condition() {
        Column condition = lit(true);
        if (!domains.isEmpty()) {
            condition = condition.and(col("domain").isin(domains.toArray()));
        }
        if (from != null) {
            condition = condition.and(col("date").geq(lit(from)));
        }
        if (to != null) {
            condition = condition.and(col("date").leq(lit(to)));
        }
        return condition;
    }

    /** The same condition as SQL. */
    String sql() {
        List<String> conditions = new ArrayList<>();
        if (!domains.isEmpty()) {
            conditions.add("domain IN ("
                    + domains.stream().map(PartitionRange::literal).collect(Collectors.joining(", ")) + ")");
        }
        if (from != null) {
            conditions.add("date >= DATE'" + from + "'");
        }
        if (to != null) {
            conditions.add("date <= DATE'" + to + "'");
        }
        return conditions.isEmpty() ? "TRUE" : String.join(" AND ", conditions);
    }

    /** Text as a literal of Spark SQL. */
    static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static LocalDate day(String text, String whole) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw LakeErrors.badDates(whole);
        }
    }
}
