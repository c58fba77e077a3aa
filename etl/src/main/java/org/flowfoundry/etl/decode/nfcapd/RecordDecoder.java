package org.flowfoundry.etl.decode.nfcapd;

/** Decodes the flow records of one layout. */
interface RecordDecoder {

    /**
     * Decodes one record into the row begun; the caller ends or abandons it.
     *
     * @param at where the record begins; all {@code size} bytes are there
     * @throws Damage where the record's own lengths do not fit it
     */
    void decode(Bytes bytes, int at, int size, FlowRow row) throws Damage;

    /** The decoder of a layout. */
    static RecordDecoder of(Layout layout, Context context) {
        return switch (layout) {
            case ONE -> new CommonRecordDecoder(context.extensionMaps());
            case TWO -> new V3RecordDecoder();
            case THREE -> new V4RecordDecoder();
        };
    }
}
