package org.flowfoundry.etl.decode.nfcapd;

/** Record types of nfdump's files, all layouts. */
final class RecordType {

    static final int COMMON_V0 = 1;
    static final int EXTENSION_MAP = 2;
    static final int PORT_HISTOGRAM = 3;
    static final int SIZE_HISTOGRAM = 4;
    static final int EXPORTER = 7;
    static final int EXPORTER_STATISTICS = 8;
    static final int SAMPLER_V0 = 9;
    static final int COMMON = 10;
    static final int V3 = 11;
    static final int NBAR_NAMES = 12;
    static final int INTERFACE_NAMES = 13;
    static final int VRF_NAMES = 14;
    static final int SAMPLER = 15;
    static final int V4 = 16;
    static final int EXPORTER_V4 = 17;
    static final int META = 18;
    static final int IDENT = 0x8001;
    static final int STATISTICS = 0x8002;

    private RecordType() {}
}
