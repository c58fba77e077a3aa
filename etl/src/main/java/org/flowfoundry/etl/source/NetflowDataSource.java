package org.flowfoundry.etl.source;

/** The format {@code netflow}. */
public final class NetflowDataSource extends FlowDataSource {

    public NetflowDataSource() {
        super("netflow");
    }
}
