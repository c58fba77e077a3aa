package org.flowfoundry.etl.decode.unswnb15;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.csv.CsvRow;
import org.flowfoundry.etl.decode.text.Field;
import org.flowfoundry.etl.decode.text.RowChecks;
import org.flowfoundry.etl.decode.text.RowDuration;
import org.flowfoundry.etl.decode.text.TableFields;

/** The row of a line of UNSW-NB15. */
final class UnswNb15Row implements CsvRow {

    private final RowDuration duration = new RowDuration();
    private final Map<String, Field.Parser> parsers = parsers();

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
        RowChecks.dropPorts(batch, "sport", "dsport");
        RowChecks.flagDoubts(batch);
        return null;
    }

    private Map<String, Field.Parser> parsers() {
        Map<String, Field.Parser> parsers = new HashMap<>();
        parsers.put("srcip", TableFields.address(batch -> batch.sourceAddress));
        parsers.put("dstip", TableFields.address(batch -> batch.destinationAddress));
        parsers.put("sport", TableFields.port(batch -> batch.sourcePort));
        parsers.put("dsport", TableFields.port(batch -> batch.destinationPort));
        parsers.put("proto", TableFields.protocol());
        parsers.put("stime", TableFields.time(batch -> batch.flowStart));
        parsers.put("ltime", TableFields.time(batch -> batch.flowEnd));
        parsers.put("dur", duration.seconds());
        parsers.put("spkts", Field.count(batch -> batch.packets));
        parsers.put("dpkts", Field.count(batch -> batch.reversePackets));
        parsers.put("sbytes", Field.count(batch -> batch.bytes));
        parsers.put("dbytes", Field.count(batch -> batch.reverseBytes));
        parsers.put("service", UnswNb15Row::parseService);
        parsers.put("attack_cat", Field.text(batch -> batch.label));
        parsers.put("label", TableFields::fallbackLabel);
        return parsers;
    }

    private static boolean parseService(String name, byte[] text, int from, int to, FlowBatch batch) {
        if (to - from > 1 || text[from] != '-') {
            batch.application.set(batch.rows(), text, from, to - from);
        }
        return true;
    }
}
