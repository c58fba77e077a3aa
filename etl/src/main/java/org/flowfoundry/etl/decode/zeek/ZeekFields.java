package org.flowfoundry.etl.decode.zeek;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.text.Decimals;
import org.flowfoundry.etl.decode.text.Field;

/** Where the fields of a conn record go. */
final class ZeekFields {

    /** An epoch number from here on cannot be seconds; {@code JSON::TS_MILLIS} writes milliseconds. 5138 and 1973. */
    private static final long LEAST_MILLIS = 100_000_000_000L;

    private static final int GREATEST_PORT = 65_535;

    private static final Map<String, Field.Parser> PARSERS = parsers();

    private ZeekFields() {}

    /** The field of that name: a column's, or an attribute. */
    static Field named(String name) {
        return new Field(name, PARSERS.getOrDefault(name, Field::keep));
    }

    private static Map<String, Field.Parser> parsers() {
        Map<String, Field.Parser> parsers = new HashMap<>();
        parsers.put("ts", ZeekFields::parseTime);
        parsers.put("duration", ZeekFields::parseDuration);
        parsers.put("id.orig_h", Field.address(batch -> batch.sourceAddress));
        parsers.put("id.resp_h", Field.address(batch -> batch.destinationAddress));
        parsers.put("id.orig_p", Field.number(batch -> batch.sourcePort, GREATEST_PORT));
        parsers.put("id.resp_p", Field.number(batch -> batch.destinationPort, GREATEST_PORT));
        parsers.put("proto", ZeekFields::parseProtocol);
        parsers.put("ip_proto", Field.number(batch -> batch.protocol, 255));
        parsers.put("service", ZeekFields::parseService);
        parsers.put("orig_pkts", Field.count(batch -> batch.packets));
        parsers.put("orig_ip_bytes", Field.count(batch -> batch.bytes));
        parsers.put("resp_pkts", Field.count(batch -> batch.reversePackets));
        parsers.put("resp_ip_bytes", Field.count(batch -> batch.reverseBytes));
        parsers.put("vlan", Field.count(batch -> batch.vlanId));
        parsers.put("label", ZeekFields::parseLabel);
        for (String spelling : new String[] {"detailed-label", "detailed_label", "detailedlabel"}) {
            parsers.put(spelling, ZeekFields::parseDetailedLabel);
        }
        for (String end : new String[] {"orig_h", "orig_p", "resp_h", "resp_p"}) {
            parsers.put("id_" + end, parsers.get("id." + end));
        }
        return parsers;
    }

    private static boolean parseTime(String name, byte[] text, int from, int to, FlowBatch batch) {
        long micros = to - from > 10 && text[from + 4] == '-'
                ? isoMicros(new String(text, from, to - from, StandardCharsets.ISO_8859_1))
                : epochMicros(text, from, to);
        return micros != Decimals.INVALID && Field.putTime(row -> row.flowStart, micros, name, text, from, to, batch);
    }

    private static long epochMicros(byte[] text, int from, int to) {
        long micros = Decimals.scaled(text, from, to, 6);
        return micros >= LEAST_MILLIS * 1_000_000 ? Decimals.scaled(text, from, to, 3) : micros;
    }

    private static long isoMicros(String text) {
        try {
            return ChronoUnit.MICROS.between(
                    Instant.EPOCH, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Decimals.INVALID;
        }
    }

    /** Leaves the duration's microseconds in {@code flow_end}, for {@link ZeekRow} to add the start to. */
    private static boolean parseDuration(String name, byte[] text, int from, int to, FlowBatch batch) {
        long micros = Decimals.scaled(text, from, to, 6);
        if (micros == Decimals.INVALID) {
            return false;
        }
        if (Math.abs(micros) >= Field.END_OF_TIME) {
            return Field.outOfRange(name, text, from, to, batch);
        }
        batch.flowEnd.set(batch.rows(), micros);
        batch.durationMs.set(batch.rows(), micros / 1000);
        return true;
    }

    /** A protocol without a name ({@code unknown_transport}) has no number either, unless {@code ip_proto} gives it. */
    private static boolean parseProtocol(String name, byte[] text, int from, int to, FlowBatch batch) {
        String protocol = new String(text, from, to - from, StandardCharsets.UTF_8);
        int number =
                switch (protocol) {
                    case "tcp" -> 6;
                    case "udp" -> 17;
                    case "icmp" -> 1;
                    default -> -1;
                };
        if (number < 0) {
            batch.attributes.put(batch.rows(), name, protocol);
        } else {
            batch.protocol.set(batch.rows(), number);
        }
        return true;
    }

    private static boolean parseService(String name, byte[] text, int from, int to, FlowBatch batch) {
        if (to > from) {
            batch.application.set(batch.rows(), text, from, to - from);
        }
        return true;
    }

    private static boolean parseLabel(String name, byte[] text, int from, int to, FlowBatch batch) {
        if (batch.label.isNull(batch.rows()) && to > from) {
            batch.label.set(batch.rows(), text, from, to - from);
        }
        return Field.keep(name, text, from, to, batch);
    }

    private static boolean parseDetailedLabel(String name, byte[] text, int from, int to, FlowBatch batch) {
        if (to > from) {
            batch.label.set(batch.rows(), text, from, to - from);
        }
        return Field.keep(name, text, from, to, batch);
    }
}
