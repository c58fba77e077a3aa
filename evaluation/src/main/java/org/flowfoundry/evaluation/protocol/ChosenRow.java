package org.flowfoundry.evaluation.protocol;

import java.util.List;
import org.apache.spark.sql.Row;

/**
 * A row that was drawn, and what for.
 *
 * @param label number of its class
 * @param start microseconds; null where there is no time
 * @param unseen whether no network was trained on it, or on what looks the same
 * @param inPool whether it is among the unlabelled rows
 * @param isCandidate whether labels are drawn from it
 * @param isTest whether it is tested
 */
record ChosenRow(
        String signature,
        int label,
        Long start,
        String host,
        String file,
        long record,
        boolean unseen,
        boolean inPool,
        boolean isCandidate,
        boolean isTest) {

    /** A row of {@link Sampler}. */
    static ChosenRow of(Row row, List<String> classes) {
        return new ChosenRow(
                row.getAs("signature"),
                classes.indexOf(row.<String>getAs("class")),
                row.getAs("start"),
                row.getAs("host"),
                row.getAs("source_file"),
                row.getAs("source_record"),
                row.getAs("unseen"),
                row.getAs("in_pool"),
                row.getAs("is_candidate"),
                row.getAs("is_test"));
    }

    String key() {
        return file + '\n' + record + '\n' + signature;
    }
}
