package org.flowfoundry.etl.decode.nfcapd;

/**
 * The header of an nfcapd file, as nfdump 1.6 (layout 1), 1.7 (2) and 1.8 (3) write it.
 *
 * @param bigEndian whether the machine that wrote the file was
 * @param codec how blocks are compressed that do not say so themselves
 * @param blocks data blocks that the file should hold; 0 where the header does not say, as in a file still written
 * @param end offset behind the last data block; 0 where the header does not say
 */
record FileHeader(Layout layout, boolean bigEndian, Codec codec, long blocks, long end) {

    /** Bytes of the longest header. */
    static final int MAX_LENGTH = 276;

    private static final int MAGIC = 0xa50c;
    private static final int LAYOUT_3_ENCRYPTED = 1;

    /** Whether a file that begins like this claims to be an nfcapd file. */
    static boolean isClaimedBy(byte[] head) {
        if (head.length < 4) {
            return false;
        }
        return isMagic(head, false) || isMagic(head, true);
    }

    /**
     * Reads the header from a file's first bytes.
     *
     * @throws Damage with the reason why the file cannot be read
     */
    static FileHeader parse(byte[] head) throws Damage {
        if (!isClaimedBy(head)) {
            throw new Damage("the file does not begin with nfdump's magic number 0xA50C");
        }
        boolean bigEndian = !isMagic(head, false);
        Bytes bytes = new Bytes(head, bigEndian);
        Layout layout = Layout.of(bytes.u16(2));
        if (head.length < layout.headerLength()) {
            throw new Damage("the file ends inside its header");
        }
        return switch (layout) {
            case ONE -> new FileHeader(layout, bigEndian, Codec.ofLayout1(bytes.i32(4)), bytes.u32(8), 0);
            case TWO -> parseLayout2(bytes);
            case THREE -> parseLayout3(bytes);
        };
    }

    private static FileHeader parseLayout2(Bytes bytes) throws Damage {
        if (bytes.u8(17) != 0) {
            throw encrypted();
        }
        return new FileHeader(
                Layout.TWO, bytes.isBigEndian(), Codec.ofLayout2(bytes.u8(16)), bytes.u32(36), bytes.i64(24));
    }

    private static FileHeader parseLayout3(Bytes bytes) throws Damage {
        if ((bytes.i32(20) & LAYOUT_3_ENCRYPTED) != 0) {
            throw encrypted();
        }
        return new FileHeader(Layout.THREE, bytes.isBigEndian(), Codec.ofLayout3(bytes.u16(18)), 0, bytes.i64(32));
    }

    private static boolean isMagic(byte[] head, boolean bigEndian) {
        return new Bytes(head, bigEndian).u16(0) == MAGIC;
    }

    private static Damage encrypted() {
        return new Damage("the file is encrypted; write it again without encryption, with nfdump -r FILE -w COPY");
    }
}
