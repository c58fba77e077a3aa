package org.flowfoundry.etl.export;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.flow.FlowBatch;

/**
 * The exporters of an nfcapd file. Flows name them by a number; the record of an exporter, and that of its sampling where it is
 * known, stands before its first flow. An exporter that sampled in several ways is several here.
 */
final class NfcapdExporters {

    private static final int EXPORTER = 7;
    private static final int EXPORTER_LENGTH = 32;
    private static final int SAMPLER = 15;
    private static final int SAMPLER_LENGTH = 24;
    private static final int INET = 2;
    private static final int INET6 = 10;
    private static final int NETFLOW_V5 = 5;
    private static final int IPFIX = 10;
    private static final long GENERIC_SAMPLER = -1;
    private static final long DEFAULT_SAMPLER = -2;
    private static final int MOST = 65_000;
    private static final long U32 = 0xffff_ffffL;

    private final ByteBuffer out;
    private final Map<Key, Integer> numbers = new HashMap<>();
    private Key lastKey;
    private int lastNumber;
    private int written;
    private long dropped;

    NfcapdExporters(ByteBuffer out) {
        this.out = out;
    }

    /** @param interval one packet in this many; 0 where it is not known */
    private record Key(boolean ipv6, long high, long low, long domainId, long interval, boolean v5, boolean config) {}

    /** The number of the flow's exporter, whose records are written where they were not yet; 0 for none. */
    int number(FlowCursor cursor) {
        FlowBatch flows = cursor.flows();
        int row = cursor.row();
        long domainId = known(cursor.has(flows.observationDomainId), flows.observationDomainId.get(row));
        long interval = known(cursor.has(flows.samplingInterval), flows.samplingInterval.get(row));
        if (flows.exporterAddress.isNull(row)) {
            dropped += (domainId == 0 ? 0 : 1) + (interval == 0 ? 0 : 1);
            return 0;
        }
        Key key = key(flows, row, domainId, interval);
        if (!key.equals(lastKey)) {
            lastNumber = numbers.getOrDefault(key, 0);
            lastKey = key;
        }
        if (lastNumber == 0) {
            lastNumber = add(key);
        }
        return lastNumber;
    }

    /** How many records were written since this was asked last. */
    int takeWritten() {
        int taken = written;
        written = 0;
        return taken;
    }

    long valuesDropped() {
        return dropped;
    }

    private static Key key(FlowBatch flows, int row, long domainId, long interval) {
        AddressColumn address = flows.exporterAddress;
        String source = interval == 0 ? null : flows.samplingSource.get(row);
        return new Key(
                address.isIpv6(row),
                address.high(row),
                address.low(row),
                domainId,
                interval,
                "header".equals(source),
                "config".equals(source));
    }

    private long known(boolean present, long value) {
        boolean fits = value >= 0 && value <= U32;
        dropped += present && !fits ? 1 : 0;
        return present && fits ? value : 0;
    }

    private int add(Key key) {
        if (numbers.size() == MOST) {
            dropped++;
            return 0;
        }
        int number = numbers.size() + 1;
        numbers.put(key, number);
        putExporter(key, number);
        if (key.interval > 0) {
            putSampler(key, number);
        }
        return number;
    }

    private void putExporter(Key key, int number) {
        out.putShort((short) EXPORTER).putShort((short) EXPORTER_LENGTH);
        out.putInt(key.v5 ? NETFLOW_V5 : IPFIX);
        if (key.ipv6) {
            out.putLong(key.high).putLong(key.low);
        } else {
            out.putLong(0).putInt((int) key.low).putInt(0);
        }
        out.putShort((short) (key.ipv6 ? INET6 : INET)).putShort((short) number);
        out.putInt((int) key.domainId);
        written++;
    }

    /** Of so many packets one is counted: one, and the others between. */
    private void putSampler(Key key, int number) {
        out.putShort((short) SAMPLER).putShort((short) SAMPLER_LENGTH);
        out.putShort((short) number).putShort((short) 0);
        out.putLong(key.config ? DEFAULT_SAMPLER : GENERIC_SAMPLER);
        out.putInt(1).putInt((int) (key.interval - 1));
        written++;
    }
}
