package org.flowfoundry.evaluation.fidelity.metric;

import java.io.Serializable;

/**
 * One number.
 *
 * @param field what it is of: a field, a rule, a share of rows added; null = all
 * @param value NaN where it is not defined
 */
public record Measure(Metric metric, String field, double value) implements Serializable {

    static Measure of(Metric metric, double value) {
        return new Measure(metric, null, value);
    }
}
