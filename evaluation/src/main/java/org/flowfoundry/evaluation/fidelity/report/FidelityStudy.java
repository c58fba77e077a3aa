package org.flowfoundry.evaluation.fidelity.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.package$;
import org.flowfoundry.evaluation.fidelity.metric.Metric;
import org.flowfoundry.evaluation.fidelity.metric.RealRecords;
import org.flowfoundry.evaluation.fidelity.network.Networks;
import org.flowfoundry.training.record.RecordTable;

/**
 * All that one run compared.
 *
 * @param origin which synthetic flows: generator, version and run, null = any
 * @param real samples of real records
 * @param synthetic the sample of synthetic records that was compared
 * @param compared real records first, then baselines, of which some are networks only, synthetic records last
 * @param networks shapes of the whole tables
 * @param setting how it was done
 * @param notes what could not be done, and why
 */
public record FidelityStudy(
        String domain,
        Map<String, String> origin,
        RealRecords real,
        RecordTable synthetic,
        List<Compared> compared,
        Networks networks,
        Setting setting,
        List<String> notes) {

    /**
     * How it was done.
     *
     * @param heldOut share of real records that no generator learned from
     * @param isDistinct whether equal real records were one
     * @param seed of all samples
     * @param command how the run was asked for
     * @param day on which it ended, UTC
     */
    public record Setting(double heldOut, boolean isDistinct, long seed, String command, LocalDate day) {

        String words() {
            return day + ", Java " + System.getProperty("java.version") + ", Spark " + package$.MODULE$.SPARK_VERSION()
                    + ", seed " + seed + ".";
        }
    }

    public FidelityStudy {
        compared = List.copyOf(compared);
        notes = List.copyOf(notes);
    }

    /** The measures of records of one origin. */
    public Compared named(String name) {
        return compared.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Those of which records were compared, not networks alone. */
    List<Compared> ofRecords() {
        return compared.stream()
                .filter(one -> one.measures().stream().anyMatch(measure -> measure.metric() == Metric.C2ST))
                .toList();
    }

    /** Why the synthetic flows should not be published; none = nothing was found. */
    public List<String> risks() {
        return PrivacyRule.risks(named(Compared.SYNTHETIC), synthetic.rows());
    }
}
