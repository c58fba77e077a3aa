package org.flowfoundry.etl.decode.netflow;

/** The versions of the protocol that are read, by the first two bytes of their messages. */
enum Dialect {
    V5(5, 24),
    V9(9, 20),
    IPFIX(10, 16);

    /** Length of a NetFlow v5 flow record in bytes. */
    static final int V5_RECORD = 48;

    private final int version;
    private final int headerLength;

    Dialect(int version, int headerLength) {
        this.version = version;
        this.headerLength = headerLength;
    }

    /** The dialect of that version number, or null. */
    static Dialect ofVersion(int version) {
        return switch (version) {
            case 5 -> V5;
            case 9 -> V9;
            case 10 -> IPFIX;
            default -> null;
        };
    }

    /** The number in the first two bytes. */
    int version() {
        return version;
    }

    int headerLength() {
        return headerLength;
    }

    /** The set that defines templates. */
    int templateSet() {
        return this == V9 ? 0 : 2;
    }

    /** The set that defines options templates. */
    int optionsTemplateSet() {
        return this == V9 ? 1 : 3;
    }

    /** Whether a set of that id can occur: templates, options templates, data. */
    boolean allowsSet(int id) {
        return id >= Template.FIRST_ID || id == templateSet() || id == optionsTemplateSet();
    }

    @Override
    public String toString() {
        return this == IPFIX ? "IPFIX" : "NetFlow v" + version;
    }
}
