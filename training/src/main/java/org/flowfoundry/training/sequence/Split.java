package org.flowfoundry.training.sequence;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.training.TrainingErrors;

/**
 * Which windows a model is trained on, which it is validated on, and which it never sees. Hosts are drawn by a seeded hash of
 * domain and address, so that the same host is always on the same side, in whatever table and on whatever machine.
 *
 * <ul>
 *   <li>training: windows of training hosts before {@code testFrom};
 *   <li>validation: windows of validation hosts before {@code testFrom};
 *   <li>test: all windows of test hosts, and of all hosts from {@code testFrom} on.
 * </ul>
 *
 * @param testFrom start of the test period, UTC in ISO 8601 ({@code 2024-04-20T00:00:00Z}); null = hosts only
 * @param testHosts share of hosts that are test hosts, 0 to below 1
 * @param validationHosts share of hosts that are validation hosts, above 0; together with testHosts below 1
 * @param seed another seed draws other hosts
 */
public record Split(String testFrom, double testHosts, double validationHosts, long seed) implements Serializable {

    public Split {
        if (!(testHosts >= 0 && validationHosts > 0 && testHosts + validationHosts < 1)) {
            throw TrainingErrors.badShares(testHosts, validationHosts);
        }
        if (testFrom != null) {
            parsed(testFrom);
        }
    }

    /** What windows are for. */
    public enum Part {
        TRAINING,
        VALIDATION,
        TEST
    }

    /** The start of the test period, or null. */
    public Instant testStart() {
        return testFrom == null ? null : parsed(testFrom);
    }

    /** What a host's windows before the test period are for. */
    public Part hostPart(String domain, String host) {
        double place = HostHash.unit(seed, domain, host);
        if (place < testHosts) {
            return Part.TEST;
        }
        return place < testHosts + validationHosts ? Part.VALIDATION : Part.TRAINING;
    }

    /** What a window is for. */
    public Part part(String domain, String host, Instant windowStart) {
        Instant start = testStart();
        return start != null && !windowStart.isBefore(start) ? Part.TEST : hostPart(domain, host);
    }

    /** The condition of a part's windows, on the columns domain, host and window_start. */
    public Column condition(Part part) {
        Column ofHost = hostPart().equalTo(lit(part.name()));
        if (testFrom == null) {
            return ofHost;
        }
        Column tested = col("window_start").geq(lit(testStart()));
        return part == Part.TEST
                ? tested.or(ofHost)
                : tested.equalTo(lit(false)).and(ofHost);
    }

    /** {@link #hostPart(String, String)} of the columns domain and host, by name. */
    public Column hostPart() {
        UDF2<String, String, String> hostPart =
                (domain, host) -> hostPart(domain, host).name();
        return udf(hostPart, DataTypes.StringType).apply(col("domain"), col("host"));
    }

    private static Instant parsed(String testFrom) {
        try {
            return Instant.parse(testFrom);
        } catch (DateTimeException e) {
            throw TrainingErrors.badTestFrom(testFrom);
        }
    }
}
