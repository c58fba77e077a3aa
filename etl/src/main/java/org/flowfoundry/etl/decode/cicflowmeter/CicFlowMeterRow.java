package org.flowfoundry.etl.decode.cicflowmeter;

import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.csv.CsvRow;
import org.flowfoundry.etl.decode.text.Field;
import org.flowfoundry.etl.decode.text.RowChecks;
import org.flowfoundry.etl.decode.text.RowDuration;
import org.flowfoundry.etl.decode.text.TableFields;

/** The row of a line of CICFlowMeter's. */
final class CicFlowMeterRow implements CsvRow {

    private final RowDuration duration = new RowDuration();

    @Override
    public Field column(String name) {
        return new Field(name, CicColumn.named(name).map(this::parser).orElse(Field::keep));
    }

    @Override
    public void begin() {
        duration.forget();
    }

    /** Ports stay where the file has no column of protocols. */
    @Override
    public String complete(FlowBatch batch) {
        duration.complete(batch);
        if (!batch.protocol.isNull(batch.rows())) {
            RowChecks.dropPorts(batch, "Source Port", "Destination Port");
        }
        RowChecks.flagDoubts(batch);
        return null;
    }

    private Field.Parser parser(CicColumn column) {
        return switch (column) {
            case DURATION -> duration.micros();
            case FORWARD_PACKETS -> Field.count(batch -> batch.packets);
            case BACKWARD_PACKETS -> Field.count(batch -> batch.reversePackets);
            case FORWARD_BYTES -> Field.count(batch -> batch.bytes);
            case BACKWARD_BYTES -> Field.count(batch -> batch.reverseBytes);
            case SOURCE -> TableFields.address(batch -> batch.sourceAddress);
            case DESTINATION -> TableFields.address(batch -> batch.destinationAddress);
            case SOURCE_PORT -> TableFields.port(batch -> batch.sourcePort);
            case DESTINATION_PORT -> TableFields.port(batch -> batch.destinationPort);
            case PROTOCOL -> TableFields.protocol();
            case TIME -> TableFields.time(batch -> batch.flowStart);
            case LABEL -> Field.text(batch -> batch.label);
        };
    }
}
