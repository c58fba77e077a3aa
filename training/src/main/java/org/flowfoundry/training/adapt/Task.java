package org.flowfoundry.training.adapt;

import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.TrainingErrors;

/**
 * What a model is adapted to: a name, and where the classes of host windows come from.
 *
 * @param name as users give it
 */
public record Task(String name, Source source) {

    /** The class of windows that are not what a task of two classes looks for. */
    static final String OTHER = "other";

    /** Where labels come from. */
    public enum Source {
        /** The labels of the flows that the host took part in. */
        FLOWS,
        /** The series itself: whether the host's next window is among its busiest. */
        CONGESTION,
        /** A file that the user gives, with a column named like the task. */
        FILE
    }

    /** The task of a name: ddos, scan, anomaly, congestion; any other is a column of a file of labels. */
    public static Task named(String name) {
        if (name.isBlank()) {
            throw TrainingErrors.noTask();
        }
        String word = name.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "ddos", "scan", "anomaly" -> new Task(word, Source.FLOWS);
            case "congestion" -> new Task(word, Source.CONGESTION);
            default -> new Task(name.strip(), Source.FILE);
        };
    }

    /**
     * The classes of host windows.
     *
     * @return domain, date, host, window_start, label; windows whose class is not known are left out
     */
    public Dataset<Row> labels(LabelRequest request) {
        return switch (source) {
            case FLOWS -> new FlowLabels(name, FlowRule.of(name)).of(request);
            case CONGESTION -> CongestionLabels.of(request);
            case FILE -> new FileLabels(name).of(request);
        };
    }
}
