package org.flowfoundry.etl.decode.nfcsv;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.text.Field;

/** Where the columns of an NF CSV go. */
final class NfCsvFields {

    private static final int GREATEST_16_BITS = 65_535;

    private static final Map<String, Field.Parser> PARSERS = parsers();

    private NfCsvFields() {}

    /** The field of a column of that name, in any letter case. */
    static Field of(String name) {
        return new Field(name, PARSERS.getOrDefault(name.toUpperCase(Locale.ROOT), Field::keep));
    }

    private static Map<String, Field.Parser> parsers() {
        Map<String, Field.Parser> parsers = new HashMap<>();
        parsers.put("FLOW_START_MILLISECONDS", Field.time(batch -> batch.flowStart, 3));
        parsers.put("FLOW_END_MILLISECONDS", Field.time(batch -> batch.flowEnd, 3));
        parsers.put("FLOW_DURATION_MILLISECONDS", Field.count(batch -> batch.durationMs));
        parsers.put("IPV4_SRC_ADDR", Field.address(batch -> batch.sourceAddress));
        parsers.put("IPV4_DST_ADDR", Field.address(batch -> batch.destinationAddress));
        parsers.put("L4_SRC_PORT", Field.number(batch -> batch.sourcePort, GREATEST_16_BITS));
        parsers.put("L4_DST_PORT", Field.number(batch -> batch.destinationPort, GREATEST_16_BITS));
        parsers.put("PROTOCOL", Field.number(batch -> batch.protocol, 255));
        parsers.put("IN_PKTS", Field.count(batch -> batch.packets));
        parsers.put("IN_BYTES", Field.count(batch -> batch.bytes));
        parsers.put("OUT_PKTS", Field.count(batch -> batch.reversePackets));
        parsers.put("OUT_BYTES", Field.count(batch -> batch.reverseBytes));
        parsers.put("TCP_FLAGS", Field.number(batch -> batch.tcpFlags, GREATEST_16_BITS));
        parsers.put("CLIENT_TCP_FLAGS", Field.number(batch -> batch.tcpFlags, GREATEST_16_BITS));
        parsers.put("SERVER_TCP_FLAGS", Field.number(batch -> batch.reverseTcpFlags, GREATEST_16_BITS));
        // Type and code in one number, for NfCsvRow to take apart once the protocol is known.
        parsers.put("ICMP_TYPE", Field.number(batch -> batch.icmpType, GREATEST_16_BITS));
        parsers.put("LABEL", NfCsvFields::parseLabel);
        parsers.put("ATTACK", Field.text(batch -> batch.label));
        return parsers;
    }

    private static boolean parseLabel(String name, byte[] text, int from, int to, FlowBatch batch) {
        if (batch.label.isNull(batch.rows())) {
            batch.label.set(batch.rows(), text, from, to - from);
        }
        return Field.keep(name, text, from, to, batch);
    }
}
