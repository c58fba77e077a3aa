package org.flowfoundry.etl.decode.westermo;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.csv.CsvRow;
import org.flowfoundry.etl.decode.text.Field;
import org.flowfoundry.etl.decode.text.RowChecks;
import org.flowfoundry.etl.decode.text.RowDuration;
import org.flowfoundry.etl.decode.text.TableFields;

/** The row of a line of the Westermo data set. */
final class WestermoRow implements CsvRow {

    private final RowDuration duration = new RowDuration();
    private final Map<String, Field.Parser> parsers = Map.ofEntries(
            Map.entry("saddress", TableFields.address(batch -> batch.sourceAddress)),
            Map.entry("raddress", TableFields.address(batch -> batch.destinationAddress)),
            Map.entry("protocol", WestermoRow::parseProtocol),
            Map.entry("start", TableFields.time(batch -> batch.flowStart)),
            Map.entry("end", TableFields.time(batch -> batch.flowEnd)),
            Map.entry("duration", duration.seconds()),
            Map.entry("spackets", Field.count(batch -> batch.packets)),
            Map.entry("rpackets", Field.count(batch -> batch.reversePackets)),
            Map.entry("sbytessum", Field.count(batch -> batch.bytes)),
            Map.entry("rbytessum", Field.count(batch -> batch.reverseBytes)),
            Map.entry("nst_m_label", Field.text(batch -> batch.label)));

    @Override
    public Field column(String name) {
        return new Field(name, parsers.getOrDefault(name.toLowerCase(Locale.ROOT), Field::keep));
    }

    @Override
    public void begin() {
        duration.forget();
    }

    @Override
    public String complete(FlowBatch batch) {
        duration.complete(batch);
        RowChecks.flagDoubts(batch);
        return null;
    }

    /** {@code IPV4-TCP}, {@code IPV4-2}; or {@code ARP}, which has no number. */
    private static boolean parseProtocol(String name, byte[] text, int from, int to, FlowBatch batch) {
        String protocol = new String(text, from, to - from, StandardCharsets.UTF_8);
        int dash = protocol.indexOf('-');
        if (dash < 0 || dash == protocol.length() - 1 || !protocol.startsWith("IPV")) {
            return Field.keep(name, text, from, to, batch);
        }
        byte[] transport = protocol.substring(dash + 1).getBytes(StandardCharsets.UTF_8);
        return TableFields.protocol().parse(name, transport, 0, transport.length, batch);
    }
}
