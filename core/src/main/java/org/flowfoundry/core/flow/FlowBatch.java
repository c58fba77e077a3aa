package org.flowfoundry.core.flow;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.Column;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.column.ColumnDefinition;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.column.TextMapColumn;

/**
 * A batch of flow records: the columns of the {@code flows} table but for its partition columns, in the table's order.
 * Fields are the columns themselves, named as the table names them; see {@link FlowTable} for meanings and units.
 */
public final class FlowBatch extends ColumnBatch {

    /** Rows in a batch where nothing else is asked for: one Parquet page. */
    public static final int DEFAULT_CAPACITY = 32_768;

    public final LongColumn flowStart;
    public final LongColumn flowEnd;
    public final LongColumn durationMs;
    public final LongColumn exportTime;
    public final AddressColumn sourceAddress;
    public final AddressColumn destinationAddress;
    public final IntColumn sourcePort;
    public final IntColumn destinationPort;
    public final IntColumn protocol;
    public final IntColumn icmpType;
    public final IntColumn icmpCode;
    public final LongColumn packets;
    public final LongColumn bytes;
    public final LongColumn reversePackets;
    public final LongColumn reverseBytes;
    public final IntColumn reverseTcpFlags;
    public final IntColumn tcpFlags;
    public final IntColumn tos;
    public final LongColumn samplingInterval;
    public final TextColumn samplingSource;
    public final AddressColumn exporterAddress;
    public final LongColumn observationDomainId;
    public final LongColumn ingressInterface;
    public final LongColumn egressInterface;
    public final LongColumn vlanId;
    public final LongColumn sourceAs;
    public final LongColumn destinationAs;
    public final TextColumn application;
    public final TextColumn label;
    public final TextMapColumn attributes;
    public final TextColumn sourceFile;
    public final LongColumn sourceRecord;
    public final LongColumn sourceOffset;
    public final IntColumn qualityFlags;

    public FlowBatch() {
        this(DEFAULT_CAPACITY);
    }

    public FlowBatch(int capacity) {
        super(capacity, columns(capacity));
        List<Column> c = columns();
        int i = 0;
        flowStart = (LongColumn) c.get(i++);
        flowEnd = (LongColumn) c.get(i++);
        durationMs = (LongColumn) c.get(i++);
        exportTime = (LongColumn) c.get(i++);
        sourceAddress = (AddressColumn) c.get(i++);
        destinationAddress = (AddressColumn) c.get(i++);
        sourcePort = (IntColumn) c.get(i++);
        destinationPort = (IntColumn) c.get(i++);
        protocol = (IntColumn) c.get(i++);
        icmpType = (IntColumn) c.get(i++);
        icmpCode = (IntColumn) c.get(i++);
        packets = (LongColumn) c.get(i++);
        bytes = (LongColumn) c.get(i++);
        reversePackets = (LongColumn) c.get(i++);
        reverseBytes = (LongColumn) c.get(i++);
        reverseTcpFlags = (IntColumn) c.get(i++);
        tcpFlags = (IntColumn) c.get(i++);
        tos = (IntColumn) c.get(i++);
        samplingInterval = (LongColumn) c.get(i++);
        samplingSource = (TextColumn) c.get(i++);
        exporterAddress = (AddressColumn) c.get(i++);
        observationDomainId = (LongColumn) c.get(i++);
        ingressInterface = (LongColumn) c.get(i++);
        egressInterface = (LongColumn) c.get(i++);
        vlanId = (LongColumn) c.get(i++);
        sourceAs = (LongColumn) c.get(i++);
        destinationAs = (LongColumn) c.get(i++);
        application = (TextColumn) c.get(i++);
        label = (TextColumn) c.get(i++);
        attributes = (TextMapColumn) c.get(i++);
        sourceFile = (TextColumn) c.get(i++);
        sourceRecord = (LongColumn) c.get(i++);
        sourceOffset = (LongColumn) c.get(i++);
        qualityFlags = (IntColumn) c.get(i);
    }

    /** Adds a flag to the row being filled. */
    public void flag(QualityFlag flag) {
        int row = rows();
        int flags = qualityFlags.isNull(row) ? 0 : qualityFlags.get(row);
        qualityFlags.set(row, flags | flag.mask());
    }

    private static List<Column> columns(int capacity) {
        List<Column> columns = new ArrayList<>();
        for (ColumnDefinition column : FlowTable.RECORD_COLUMNS) {
            columns.add(column.type().allocate(column.name(), capacity));
        }
        return columns;
    }
}
