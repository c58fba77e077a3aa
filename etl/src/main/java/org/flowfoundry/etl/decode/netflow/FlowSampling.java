package org.flowfoundry.etl.decode.netflow;

import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;

/** The effective sampling of flows: from the record, the v5 header, or the exporter's options, in this order. */
final class FlowSampling {

    private ExportMessage message;
    private SamplerTable table;
    private long lastSampler;
    private long lastIngress;
    private long lastInterval;
    private boolean isLastKnown;

    /** @param domainTable what options records say; null where there are none */
    void begin(ExportMessage newMessage, SamplerTable domainTable) {
        message = newMessage;
        table = domainTable;
        isLastKnown = false;
    }

    void write(FlowBatch batch, RecordLayout layout) {
        int row = batch.rows();
        long inRecord = SamplingRate.effective(
                layout.value(Slot.SAMPLING_INTERVAL),
                layout.value(Slot.PACKET_INTERVAL),
                layout.value(Slot.PACKET_SPACE),
                layout.value(Slot.SAMPLE_SIZE),
                layout.value(Slot.SAMPLE_POPULATION));
        if (inRecord != SamplingRate.NONE) {
            set(batch, row, inRecord, "record");
        } else if (message.dialect == Dialect.V5) {
            writeV5(batch, row);
        } else {
            writeFromOptions(batch, row, layout);
        }
    }

    /** Two bits of mode, fourteen of interval. */
    private void writeV5(FlowBatch batch, int row) {
        int interval = message.v5Sampling & 0x3fff;
        if (interval > 0) {
            set(batch, row, interval, "header");
        } else {
            setNone(batch, row, message.v5Sampling >>> 14 != 0);
        }
    }

    private void writeFromOptions(FlowBatch batch, int row, RecordLayout layout) {
        long sampler = layout.value(Slot.SAMPLER);
        if (table == null) {
            setNone(batch, row, sampler > 0);
            return;
        }
        long ingress = layout.value(Slot.INGRESS_INTERFACE);
        if (!isLastKnown || sampler != lastSampler || ingress != lastIngress) {
            lastInterval = table.interval(sampler, ingress, message.exportMicros);
            lastSampler = sampler;
            lastIngress = ingress;
            isLastKnown = true;
        }
        if (lastInterval == SamplerTable.UNKNOWN) {
            setNone(batch, row, true);
        } else {
            set(batch, row, lastInterval, "options");
        }
    }

    private static void set(FlowBatch batch, int row, long interval, String source) {
        batch.samplingInterval.set(row, interval);
        batch.samplingSource.set(row, source);
    }

    private static void setNone(FlowBatch batch, int row, boolean samples) {
        batch.samplingSource.set(row, "none");
        if (samples) {
            batch.flag(QualityFlag.SAMPLING_UNKNOWN);
        }
    }
}
