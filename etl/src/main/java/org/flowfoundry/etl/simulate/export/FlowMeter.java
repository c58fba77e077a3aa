package org.flowfoundry.etl.simulate.export;

import java.util.function.Consumer;
import org.flowfoundry.etl.simulate.traffic.Conversation;

/** Turns conversations into the records that a meter makes of them. */
interface FlowMeter {

    /** Gives the records of a conversation. None is exported before the conversation starts. */
    void meter(Conversation conversation, Consumer<ExportedFlow> sink);
}
