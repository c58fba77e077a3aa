package org.flowfoundry.evaluation.fidelity;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.evaluation.fidelity.FidelityOptions.Real;
import org.flowfoundry.evaluation.fidelity.metric.Measure;
import org.flowfoundry.evaluation.fidelity.metric.RealRecords;
import org.flowfoundry.evaluation.fidelity.report.Compared;
import org.flowfoundry.evaluation.fidelity.report.PrivacyRule;
import org.flowfoundry.training.record.RecordTable;

/**
 * Whether synthetic flows give real ones away: what has to be known before they are published, and nothing else.
 *
 * @param measures of privacy, of samples and of whole tables
 * @param risks why they should not be published; none = nothing was found
 */
public record PrivacyCheck(List<Measure> measures, List<String> risks) {

    /**
     * Checks flows, wherever they are.
     *
     * @param real rows of {@code flows} of one domain
     * @param synthetic rows with the columns of {@code flows}
     * @param records of each that are looked at, at most
     * @param seed draws them
     */
    public static PrivacyCheck of(Dataset<Row> real, Dataset<Row> synthetic, Real how, int records, long seed) {
        FlowSamples samples = new FlowSamples(real, how, seed);
        RealRecords known = new RealRecords(samples.real(false, records), samples.real(true, records), null);
        RecordTable judged = samples.synthetic(synthetic, records);
        List<Measure> measures = new ArrayList<>(known.measurePrivacy(judged));
        measures.addAll(new CopyScan(judged, samples.fields(), how.split().heldOut()).of(samples.records()));
        Compared compared = new Compared(Compared.SYNTHETIC, "", measures);
        return new PrivacyCheck(compared.measures(), PrivacyRule.risks(compared, judged.rows()));
    }
}
