package org.flowfoundry.etl.source;

/** The format {@code nfcapd}. */
public final class NfcapdDataSource extends FlowDataSource {

    public NfcapdDataSource() {
        super("nfcapd");
    }
}
