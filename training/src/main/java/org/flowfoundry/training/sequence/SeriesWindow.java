package org.flowfoundry.training.sequence;

/**
 * One active window of a host.
 *
 * @param start seconds since 1970 UTC
 * @param values (features): transformed, NaN where the table has null
 */
public record SeriesWindow(String domain, String host, long start, float[] values) {

    boolean isOfSameHost(SeriesWindow other) {
        return host.equals(other.host) && domain.equals(other.domain);
    }
}
