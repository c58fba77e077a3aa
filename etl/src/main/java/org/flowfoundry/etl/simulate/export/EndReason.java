package org.flowfoundry.etl.simulate.export;

/** Why a flow record was exported: flowEndReason, IE 136. */
enum EndReason {
    IDLE_TIMEOUT(1),
    ACTIVE_TIMEOUT(2),
    END_OF_FLOW(3),
    FORCED_END(4);

    private final int code;

    EndReason(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
