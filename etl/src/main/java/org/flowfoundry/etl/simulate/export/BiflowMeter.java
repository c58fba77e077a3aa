package org.flowfoundry.etl.simulate.export;

import java.util.function.Consumer;
import org.flowfoundry.etl.simulate.traffic.Conversation;

/** Counts every packet, both directions in one record (RFC 5103). */
record BiflowMeter(Vantage vantage, Timeouts timeouts) implements FlowMeter {

    @Override
    public void meter(Conversation conversation, Consumer<ExportedFlow> sink) {
        timeouts.split(
                conversation,
                (part, exportTime, reason) -> sink.accept(new ExportedFlow(
                        part,
                        part,
                        0,
                        exportTime,
                        reason,
                        vantage.interfaceTowards(part.endpoints().source()),
                        vantage.interfaceTowards(part.endpoints().destination()))));
    }
}
