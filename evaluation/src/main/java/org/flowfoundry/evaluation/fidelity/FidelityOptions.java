package org.flowfoundry.evaluation.fidelity;

import java.util.List;
import java.util.Set;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordSplit;

/**
 * What {@code fidelity} is asked for.
 *
 * @param lake folder or URI of the lake
 * @param kind what was generated: flows
 * @param domain the network; null = the only one that has synthetic flows
 * @param synthetic which synthetic flows
 * @param real how real flows are read
 * @param records training, held-out and synthetic records that are compared, at most, of each
 * @param baselines whether simple makers of records are measured, too
 * @param seed draws all samples
 * @param output what is written beside the table
 */
public record FidelityOptions(
        String lake,
        String kind,
        String domain,
        SyntheticFlows synthetic,
        Real real,
        int records,
        boolean baselines,
        long seed,
        Output output) {

    /** The kind that can be compared. */
    public static final String FLOWS = "flows";

    /** The class field of those who want no classifiers to learn: most of the time goes there. */
    public static final String NO_CLASS = "none";

    private static final int FEWEST = 100;
    private static final int MOST = 50_000;

    /**
     * How real flows are read.
     *
     * @param split what the generator never saw: of its model card
     * @param fields of records, of its model card; none = those that the flows show
     * @param withheld names of fields to leave out where they are not given
     * @param classField that classifiers learn; null = the label, where flows have at least two; {@link
     *     #NO_CLASS} = they learn nothing
     * @param isDistinct whether records that are the same in all fields are one
     */
    public record Real(
            RecordSplit split, List<RecordField> fields, Set<String> withheld, String classField, boolean isDistinct) {

        public Real {
            fields = List.copyOf(fields);
            withheld = Set.copyOf(withheld);
        }
    }

    /**
     * What is written beside the table.
     *
     * @param report folder for the page and results.json; null = none
     * @param command how the run was asked for
     */
    public record Output(String report, String command) {}

    public FidelityOptions {
        if (!kind.equals(FLOWS)) {
            throw EvaluationErrors.unknownKind(kind, FLOWS);
        }
        if (records < FEWEST || records > MOST) {
            throw EvaluationErrors.badNumber("records", records, FEWEST, MOST);
        }
    }
}
