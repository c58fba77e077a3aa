package org.flowfoundry.evaluation.protocol;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A network that makes vectors of flows. Heads, controls and labels are those of all methods. */
public interface FlowEmbedding {

    /** As in reports: the model's name and version, or what it is a control of. */
    String name();

    /** Whether it was trained: an untrained copy is a control. */
    boolean isTrained();

    /**
     * The vectors of flows.
     *
     * @param flows all flows of a domain, rows of the table {@code flows}
     * @param asked source_file and source_record of those asked for, few
     * @return source_file, source_record and vector (array of float), at least for those asked for
     */
    Dataset<Row> vectors(Dataset<Row> flows, Dataset<Row> asked);

    /**
     * Whether it was trained on flows of a host at a time, so that testing on them is worth nothing under a split that promises
     * otherwise.
     *
     * @param host source address; null = not known
     * @param start microseconds; null = not known
     */
    boolean wasTrainedOn(String domain, String host, Long start);
}
