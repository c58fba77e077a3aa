package org.flowfoundry.etl.simulate.export;

import java.util.function.Consumer;
import org.flowfoundry.etl.simulate.traffic.Conversation;

/** Counts every packet, both directions in one record (RFC 5103). */
record BiflowMeter(Vantage vantage, Timeouts timeouts) implements FlowMeter {

    @Override
    public void meter(Conversation conversation, Consumer<ExportedFlow> sink) {
        timeouts.split(conversation, (part, exportTime, reason) -> {
            Conversation counted = part.forward().packets() > 0 ? part : part.turned();
            int ingress = vantage.interfaceTowards(counted.endpoints().source());
            int egress = vantage.interfaceTowards(counted.endpoints().destination());
            sink.accept(new ExportedFlow(counted, counted, 0, exportTime, reason, ingress, egress));
        });
    }
}
