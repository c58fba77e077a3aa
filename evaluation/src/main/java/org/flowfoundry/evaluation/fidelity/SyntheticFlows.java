package org.flowfoundry.evaluation.fidelity;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.SyntheticTables;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.evaluation.EvaluationErrors;

/**
 * The synthetic flows that are judged.
 *
 * @param generator null = any
 * @param version of the generator; null = any
 * @param run of it; null = any
 */
public record SyntheticFlows(String generator, String version, String run) {

    /** All of a domain. */
    public static final SyntheticFlows ALL = new SyntheticFlows(null, null, null);

    private static final TableSpec TABLE = SyntheticTables.FLOWS;
    private static final int MOST_NAMED = 10;

    /**
     * Those of a generator and a run.
     *
     * @param generator {@code NAME} or {@code NAME:VERSION}; null = any
     * @param run null = any
     */
    public static SyntheticFlows of(String generator, String run) {
        int colon = generator == null ? -1 : generator.lastIndexOf(':');
        return colon < 0
                ? new SyntheticFlows(generator, null, run)
                : new SyntheticFlows(generator.substring(0, colon), generator.substring(colon + 1), run);
    }

    /** The domain asked for; where none is, the only one. */
    String domain(Lake lake, String asked) {
        if (asked != null) {
            return asked;
        }
        if (!lake.exists(TABLE)) {
            lake.requireThere();
            throw EvaluationErrors.noSyntheticFlows(lake.uri(), null, words(), List.of());
        }
        List<String> domains = lake.read(TABLE).select("domain").distinct().limit(2).collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
        if (domains.size() != 1) {
            throw EvaluationErrors.noDomainChosen(lake.uri(), there(lake));
        }
        return domains.get(0);
    }

    /** Those of a domain; an error where there are none. */
    Dataset<Row> read(Lake lake, String domain) {
        if (!lake.exists(TABLE)) {
            lake.requireThere();
            throw EvaluationErrors.noSyntheticFlows(lake.uri(), domain, words(), List.of());
        }
        Dataset<Row> flows = lake.read(TABLE, new PartitionRange(List.of(domain), null, null));
        for (Map.Entry<String, String> one : key().entrySet()) {
            if (one.getValue() != null) {
                flows = flows.filter(col(one.getKey()).equalTo(one.getValue()));
            }
        }
        if (flows.isEmpty()) {
            throw EvaluationErrors.noSyntheticFlows(lake.uri(), domain, words(), there(lake));
        }
        return flows;
    }

    /** The three by their columns. */
    Map<String, String> key() {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("generator", generator);
        key.put("version", version);
        key.put("run", run);
        return key;
    }

    /** For people; empty where any will do. */
    String words() {
        return key().entrySet().stream()
                .filter(one -> one.getValue() != null)
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
    }

    private static List<String> there(Lake lake) {
        return lake
                .read(TABLE)
                .select("domain", "generator", "version", "run")
                .distinct()
                .orderBy("domain", "generator", "version", "run")
                .limit(MOST_NAMED)
                .collectAsList()
                .stream()
                .map(row -> "domain " + row.get(0) + ", generator " + row.get(1) + ", version " + row.get(2) + ", run "
                        + row.get(3))
                .toList();
    }
}
