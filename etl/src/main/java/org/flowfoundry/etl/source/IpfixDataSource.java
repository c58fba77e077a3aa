package org.flowfoundry.etl.source;

/** The format {@code ipfix}. */
public final class IpfixDataSource extends FlowDataSource {

    public IpfixDataSource() {
        super("ipfix");
    }
}
