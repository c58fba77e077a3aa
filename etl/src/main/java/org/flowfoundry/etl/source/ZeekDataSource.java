package org.flowfoundry.etl.source;

/** The format {@code zeek}. */
public final class ZeekDataSource extends FlowDataSource {

    public ZeekDataSource() {
        super("zeek");
    }
}
