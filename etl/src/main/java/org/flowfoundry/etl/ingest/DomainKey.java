package org.flowfoundry.etl.ingest;

import java.util.Objects;
import java.util.Set;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.etl.EtlErrors;

/**
 * Sees to it that all files of a domain were ingested under one key, or all under none: under several, one host would be
 * several, and addresses as exported would stand beside pseudonyms.
 */
final class DomainKey {

    private final IngestLake lake;
    private final String domain;
    private final String fingerprint;
    private long checked = IngestLake.NEVER;

    DomainKey(IngestLake lake, IngestOptions options) {
        this.lake = lake;
        this.domain = options.domain();
        this.fingerprint = options.key() == null ? null : options.key().fingerprint();
    }

    /**
     * Refuses to add to a domain, as it is at a version, what does not go with the files that it holds.
     *
     * @throws UsageException where it holds files of another key, or of none
     */
    void require(long version) {
        Set<String> others = othersAt(version);
        if (!others.isEmpty()) {
            throw EtlErrors.domainOfAnotherKey(domain, others.iterator().next(), fingerprint);
        }
    }

    /** Whether this run's files may be added to the domain as it is at a version. */
    boolean isRespectedAt(long version) {
        return othersAt(version).isEmpty();
    }

    private Set<String> othersAt(long version) {
        if (version == checked) {
            return Set.of();
        }
        Set<String> others = lake.fingerprints(domain);
        others.removeIf(other -> Objects.equals(other, fingerprint));
        if (others.isEmpty()) {
            checked = version;
        }
        return others;
    }
}
