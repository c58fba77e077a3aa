package org.flowfoundry.etl.decode.nfcapd;

import java.util.ArrayList;
import java.util.List;

/** What a file tells of one exporter. */
final class Exporter {

    private static final int SAMPLERS_LIMIT = 256;

    private final List<Sampler> samplers = new ArrayList<>();
    private boolean described;
    private boolean ipv6;
    private long high;
    private long low;
    private long version;
    private long domainId;
    private Sampler usual;

    /** Takes the address and keys in; the samplers known stay. */
    void describe(boolean ipv6, long high, long low, long version, long domainId) {
        this.described = true;
        this.ipv6 = ipv6;
        this.high = high;
        this.low = low;
        this.version = version;
        this.domainId = domainId;
    }

    /** Takes a sampler in, in place of one of the same id. */
    void sampledBy(Sampler sampler) {
        samplers.removeIf(known -> known.id() == sampler.id());
        if (samplers.size() < SAMPLERS_LIMIT) {
            samplers.add(sampler);
        }
        usual = findUsual();
    }

    /** Whether the file says more of it than a sampler. */
    boolean isDescribed() {
        return described;
    }

    boolean isIpv6() {
        return ipv6;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** NetFlow version, 10 for IPFIX. */
    long version() {
        return version;
    }

    /** Observation domain, source id, or engine type and id. */
    long domainId() {
        return domainId;
    }

    boolean isSampled() {
        return !samplers.isEmpty();
    }

    /** The sampler of flows that name none: null where there is none, or several that differ. */
    Sampler usualSampler() {
        return usual;
    }

    /** The sampler of a flow that names one; null where it was not described. */
    Sampler sampler(long selector) {
        if (usual != null && usual.id() == Sampler.OVERWRITE) {
            return usual;
        }
        Sampler named = withId(selector);
        return named == null ? usual : named;
    }

    private Sampler findUsual() {
        for (long id : new long[] {Sampler.OVERWRITE, Sampler.GENERIC, Sampler.DEFAULT}) {
            Sampler sampler = withId(id);
            if (sampler != null) {
                return sampler;
            }
        }
        Sampler first = samplers.get(0);
        boolean agree = samplers.stream().allMatch(sampler -> sampler.interval() == first.interval());
        return agree ? first : null;
    }

    private Sampler withId(long id) {
        for (Sampler sampler : samplers) {
            if (sampler.id() == id) {
                return sampler;
            }
        }
        return null;
    }
}
