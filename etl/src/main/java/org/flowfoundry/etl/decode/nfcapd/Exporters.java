package org.flowfoundry.etl.decode.nfcapd;

import java.util.Arrays;

/** The exporters of a file by nfdump's own number for them, learned from its exporter and sampler records. */
final class Exporters {

    private static final int LIMIT = 65_536;
    private static final int FAMILY_NONE = 0;
    private static final int FAMILY_IPV4 = 2;
    private static final long IPV4_MAPPED = 0xffffL;

    private static final int EXPORTER_SIZE = 32;
    private static final int SAMPLER_V0_SIZE = 16;
    private static final int SAMPLER_SIZE = 24;
    private static final int EXPORTER_V4_SIZE = 56;
    private static final int SAMPLER_V4_SIZE = 24;

    /** By number, which nfdump counts up from 1; only layout 3 has room for more than these. */
    private Exporter[] exporters = new Exporter[16];

    /** The exporter of that number, or null. */
    Exporter get(long id) {
        return id < exporters.length ? exporters[(int) id] : null;
    }

    /** An exporter record of layouts 1 and 2: version, address, family, number, domain. */
    void learnExporter(Bytes bytes, int at, int size) throws Damage {
        require(size >= EXPORTER_SIZE, "an exporter");
        Exporter exporter = known(bytes.u16(at + 26));
        long version = bytes.u32(at + 4);
        long domainId = bytes.u32(at + 28);
        switch (bytes.u16(at + 24)) {
            case FAMILY_NONE ->
                describe(exporter, bytes.network64(at + 8), bytes.network64(at + 16), version, domainId);
            case FAMILY_IPV4 -> {
                int ipv4At = bytes.isBigEndian() ? at + 20 : at + 16;
                exporter.describe(false, 0, bytes.u32(ipv4At), version, domainId);
            }
            default -> exporter.describe(true, bytes.i64(at + 8), bytes.i64(at + 16), version, domainId);
        }
    }

    /** A sampler record of layout 1: id, interval, algorithm, exporter. */
    void learnSamplerV0(Bytes bytes, int at, int size) throws Damage {
        require(size >= SAMPLER_V0_SIZE, "a sampler");
        learnSampler(known(bytes.u16(at + 14)), bytes.i32(at + 4), 1, bytes.u32(at + 8) - 1);
    }

    /** A sampler record of layout 2: exporter, algorithm, id, packet interval, packet space. */
    void learnSampler(Bytes bytes, int at, int size) throws Damage {
        require(size >= SAMPLER_SIZE, "a sampler");
        learnSampler(known(bytes.u16(at + 4)), bytes.i64(at + 8), bytes.u32(at + 16), bytes.u32(at + 20));
    }

    /** An exporter record of layout 3: address, version, domain, number, counters, samplers. */
    void learnExporterV4(Bytes bytes, int at, int size) throws Damage {
        require(size >= EXPORTER_V4_SIZE, "an exporter");
        Exporter exporter = known(bytes.u32(at + 28));
        describe(exporter, bytes.network64(at + 4), bytes.network64(at + 12), bytes.u32(at + 20), bytes.u32(at + 24));
        int samplers = bytes.u16(at + 54);
        require(samplers <= (size - EXPORTER_V4_SIZE) / SAMPLER_V4_SIZE, "an exporter's samplers");
        for (int i = 0; i < samplers; i++) {
            int sampler = at + EXPORTER_V4_SIZE + i * SAMPLER_V4_SIZE;
            learnSampler(exporter, bytes.i64(sampler), bytes.u32(sampler + 8), bytes.u32(sampler + 12));
        }
    }

    private static void learnSampler(Exporter exporter, long id, long packets, long space) {
        if (packets > 0 && space >= 0) { // an interval of 0 says nothing
            exporter.sampledBy(new Sampler(id, packets, space));
        }
    }

    /** An address in 16 bytes of network order, IPv4 mapped into IPv6. */
    private static void describe(Exporter exporter, long high, long low, long version, long domainId) {
        boolean ipv4 = high == 0 && low >>> 32 == IPV4_MAPPED;
        exporter.describe(!ipv4, high, ipv4 ? low & 0xffff_ffffL : low, version, domainId);
    }

    private Exporter known(long id) throws Damage {
        require(id < LIMIT, "an exporter numbered beyond " + LIMIT);
        int index = (int) id;
        if (index >= exporters.length) {
            exporters = Arrays.copyOf(exporters, Integer.highestOneBit(index) * 2);
        }
        if (exporters[index] == null) {
            exporters[index] = new Exporter();
        }
        return exporters[index];
    }

    private static void require(boolean sound, String what) throws Damage {
        if (!sound) {
            throw new Damage("the record of " + what + " cannot be taken in");
        }
    }
}
