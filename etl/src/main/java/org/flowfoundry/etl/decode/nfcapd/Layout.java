package org.flowfoundry.etl.decode.nfcapd;

/** The file layouts of nfdump, and what differs between them outside the records. */
enum Layout {
    /** nfdump 1.6: a statistics record behind the header, extension maps, common records. */
    ONE(276, 12, 5 << 20),
    /** nfdump 1.7: V3 records of self-describing elements. */
    TWO(40, 12, 5 << 20),
    /** nfdump 1.8: V4 records, sizes and codec in each block's header, a block directory at the end. */
    THREE(48, 24, 16 << 20);

    private final int headerLength;
    private final int blockHeaderLength;
    private final int blockLimit;

    Layout(int headerLength, int blockHeaderLength, int blockLimit) {
        this.headerLength = headerLength;
        this.blockHeaderLength = blockHeaderLength;
        this.blockLimit = blockLimit;
    }

    static Layout of(int version) throws Damage {
        return switch (version) {
            case 1 -> ONE;
            case 2 -> TWO;
            case 3 -> THREE;
            default -> throw new Damage("the file has nfdump layout " + version + "; layouts 1, 2 and 3 can be read");
        };
    }

    /** Bytes before the first block. */
    int headerLength() {
        return headerLength;
    }

    int blockHeaderLength() {
        return blockHeaderLength;
    }

    /** The most bytes a block may have, compressed or not: twice what nfdump writes, or more. */
    int blockLimit() {
        return blockLimit;
    }

    /** What a record of this type is. */
    RecordKind kind(int type) {
        return switch (this) {
            case ONE ->
                switch (type) {
                    case RecordType.COMMON, RecordType.COMMON_V0 -> RecordKind.FLOW;
                    case RecordType.EXTENSION_MAP, RecordType.EXPORTER, RecordType.SAMPLER_V0 -> RecordKind.CONTROL;
                    case RecordType.PORT_HISTOGRAM, RecordType.SIZE_HISTOGRAM, RecordType.EXPORTER_STATISTICS ->
                        RecordKind.OTHER;
                    default -> RecordKind.UNKNOWN;
                };
            case TWO ->
                switch (type) {
                    case RecordType.V3 -> RecordKind.FLOW;
                    case RecordType.EXPORTER, RecordType.SAMPLER_V0, RecordType.SAMPLER -> RecordKind.CONTROL;
                    case RecordType.EXPORTER_STATISTICS,
                            RecordType.NBAR_NAMES,
                            RecordType.INTERFACE_NAMES,
                            RecordType.VRF_NAMES,
                            RecordType.IDENT,
                            RecordType.STATISTICS -> RecordKind.OTHER;
                    default -> RecordKind.UNKNOWN;
                };
            case THREE ->
                switch (type) {
                    case RecordType.V4 -> RecordKind.FLOW;
                    case RecordType.EXPORTER_V4 -> RecordKind.CONTROL;
                    case RecordType.META -> RecordKind.OTHER;
                    default -> RecordKind.UNKNOWN;
                };
        };
    }
}
