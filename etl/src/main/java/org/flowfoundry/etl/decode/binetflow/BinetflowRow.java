package org.flowfoundry.etl.decode.binetflow;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.csv.CsvRow;
import org.flowfoundry.etl.decode.text.Field;
import org.flowfoundry.etl.decode.text.RowChecks;
import org.flowfoundry.etl.decode.text.RowDuration;
import org.flowfoundry.etl.decode.text.TableFields;

/** The row of a line of Argus text. */
final class BinetflowRow implements CsvRow {

    private final ArgusCounters counters = new ArgusCounters();
    private final RowDuration duration = new RowDuration();
    private final TcpState state = new TcpState();
    private final Map<String, Field.Parser> parsers = parsers();

    @Override
    public Field column(String name) {
        return new Field(name, parsers.getOrDefault(name.toLowerCase(Locale.ROOT), Field::keep));
    }

    @Override
    public void begin() {
        counters.forget();
        duration.forget();
        state.forget();
    }

    @Override
    public String complete(FlowBatch batch) {
        duration.complete(batch);
        counters.complete(batch);
        state.complete(batch);
        RowChecks.dropPorts(batch, "Sport", "Dport");
        RowChecks.flagDoubts(batch);
        return null;
    }

    private Map<String, Field.Parser> parsers() {
        Map<String, Field.Parser> parsers = new HashMap<>(counters.parsers());
        parsers.put("starttime", TableFields.time(batch -> batch.flowStart));
        parsers.put("lasttime", TableFields.time(batch -> batch.flowEnd));
        parsers.put("dur", duration.seconds());
        parsers.put("proto", TableFields.protocol());
        parsers.put("srcaddr", TableFields.address(batch -> batch.sourceAddress));
        parsers.put("dstaddr", TableFields.address(batch -> batch.destinationAddress));
        parsers.put("sport", TableFields.port(batch -> batch.sourcePort));
        parsers.put("dport", TableFields.port(batch -> batch.destinationPort));
        parsers.put("state", state::parse);
        parsers.put("stos", Field.number(batch -> batch.tos, 255));
        parsers.put("label", Field.text(batch -> batch.label));
        return parsers;
    }
}
