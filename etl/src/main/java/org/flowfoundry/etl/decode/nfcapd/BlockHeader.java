package org.flowfoundry.etl.decode.nfcapd;

/**
 * The header of one block.
 *
 * @param records as the header says; 0 in layout 3, whose header does not
 * @param storedLength bytes behind the header, compressed or not
 */
record BlockHeader(Content content, long records, int storedLength, Codec codec, boolean isEncrypted) {

    /** What stands in a block. */
    enum Content {
        /** Flow records, in layouts 1 and 2 also control records. */
        FLOWS,
        /** Layout 3's exporters and samplers. */
        EXPORTERS,
        /** Nothing a flow needs. */
        OTHER
    }

    /** What stands in the place of a block behind layout 3's last. */
    static final long DIRECTORY = 0xb10cb10cL;

    private static final int LAYOUT_1_RECORDS = 2;
    private static final int LAYOUT_1_FLAGS = 2;
    private static final int LAYOUT_2_RECORDS = 3;
    private static final int LAYOUT_2_ARRAY = 4;
    private static final int LAYOUT_2_FLAGS = 7;
    private static final int LAYOUT_2_UNCOMPRESSED = 1;
    private static final int LAYOUT_3_FLOWS = 1;
    private static final int LAYOUT_3_EXPORTERS = 7;
    private static final int LAYOUT_3_CODECS = 5;

    /**
     * Reads the header of a block.
     *
     * @throws Damage where this cannot be one, so that nobody knows where the next block begins
     */
    static BlockHeader parse(FileHeader file, Bytes bytes, int at) throws Damage {
        return switch (file.layout()) {
            case ONE -> parseLayout1(file, bytes, at);
            case TWO -> parseLayout2(file, bytes, at);
            case THREE -> parseLayout3(file, bytes, at);
        };
    }

    /** Whether a header, or what ends the blocks, may stand there: quickly, for looking at every byte of a file. */
    static boolean mayBegin(FileHeader file, Bytes bytes, int at) {
        return switch (file.layout()) {
            case ONE ->
                bytes.u16(at + 8) == LAYOUT_1_RECORDS
                        && bytes.u16(at + 10) <= LAYOUT_1_FLAGS
                        && isSize(file, bytes.u32(at))
                        && isSize(file, bytes.u32(at + 4));
            case TWO ->
                bytes.u16(at + 8) == LAYOUT_2_RECORDS
                        && bytes.u16(at + 10) <= LAYOUT_2_FLAGS
                        && isSize(file, bytes.u32(at))
                        && isSize(file, bytes.u32(at + 4));
            case THREE ->
                bytes.u32(at) == DIRECTORY
                        || (isSize(file, bytes.u32(at))
                                && bytes.u32(at) <= LAYOUT_3_EXPORTERS
                                && isSize(file, bytes.u32(at + 4))
                                && isSize(file, bytes.u32(at + 8))
                                && bytes.u16(at + 12) <= LAYOUT_3_CODECS
                                && bytes.u16(at + 14) <= 1);
        };
    }

    private static boolean isSize(FileHeader file, long size) {
        return size > 0 && size <= file.layout().blockLimit();
    }

    private static BlockHeader parseLayout1(FileHeader file, Bytes bytes, int at) throws Damage {
        if (bytes.u16(at + 8) != LAYOUT_1_RECORDS) {
            throw new Damage("the header of a block is damaged, or the block is of nfdump 1.5");
        }
        return new BlockHeader(Content.FLOWS, bytes.u32(at), length(file, bytes.u32(at + 4)), file.codec(), false);
    }

    private static BlockHeader parseLayout2(FileHeader file, Bytes bytes, int at) throws Damage {
        int type = bytes.u16(at + 8);
        int flags = bytes.u16(at + 10);
        if ((type != LAYOUT_2_RECORDS && type != LAYOUT_2_ARRAY) || (flags & ~LAYOUT_2_FLAGS) != 0) {
            throw damaged();
        }
        Codec codec = (flags & LAYOUT_2_UNCOMPRESSED) == 0 ? file.codec() : Codec.NONE;
        return new BlockHeader(
                type == LAYOUT_2_RECORDS ? Content.FLOWS : Content.OTHER,
                bytes.u32(at),
                length(file, bytes.u32(at + 4)),
                codec,
                false);
    }

    private static BlockHeader parseLayout3(FileHeader file, Bytes bytes, int at) throws Damage {
        long type = bytes.u32(at);
        long rawSize = bytes.u32(at + 8);
        if (type < LAYOUT_3_FLOWS
                || type > LAYOUT_3_EXPORTERS
                || rawSize > file.layout().blockLimit()) {
            throw damaged();
        }
        int compression = bytes.u16(at + 12);
        Codec codec = compression == 0 ? file.codec() : Codec.ofLayout3(compression);
        int storedLength = length(file, bytes.u32(at + 4) - file.layout().blockHeaderLength());
        Content content =
                type == LAYOUT_3_FLOWS ? Content.FLOWS : type == LAYOUT_3_EXPORTERS ? Content.EXPORTERS : Content.OTHER;
        return new BlockHeader(content, 0, storedLength, codec, bytes.u16(at + 14) != 0);
    }

    private static int length(FileHeader file, long length) throws Damage {
        if (length < 0 || length > file.layout().blockLimit()) {
            throw damaged();
        }
        return (int) length;
    }

    private static Damage damaged() {
        return new Damage("the header of a block is damaged");
    }
}
