package org.flowfoundry.evaluation.fidelity.report;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.flowfoundry.evaluation.fidelity.metric.Measure;
import org.flowfoundry.evaluation.fidelity.metric.Metric;

/**
 * Records of one origin, and what was measured of them.
 *
 * @param name {@value #REAL}, {@value #SYNTHETIC} or a baseline's
 * @param words what it is
 */
public record Compared(String name, String words, List<Measure> measures) implements Serializable {

    /** Real records against other real ones. */
    public static final String REAL = "real";

    /** The synthetic records. */
    public static final String SYNTHETIC = "synthetic";

    public Compared {
        measures = List.copyOf(measures);
    }

    /** The same with measures of something else, too. */
    public Compared with(List<Measure> more) {
        return new Compared(
                name, words, Stream.concat(measures.stream(), more.stream()).toList());
    }

    /** A measure of all fields; NaN where it was not taken. */
    public double value(Metric metric) {
        return value(metric, null);
    }

    double value(Metric metric, String field) {
        return measures.stream()
                .filter(measure -> measure.metric() == metric
                        && (field == null ? measure.field() == null : field.equals(measure.field())))
                .mapToDouble(Measure::value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
