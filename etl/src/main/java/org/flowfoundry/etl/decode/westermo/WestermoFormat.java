package org.flowfoundry.etl.decode.westermo;

import java.util.List;
import java.util.Optional;
import org.flowfoundry.etl.decode.csv.CsvFormat;
import org.flowfoundry.etl.decode.csv.CsvHeader;
import org.flowfoundry.etl.decode.csv.CsvRow;

/** The tables of the Westermo data set. */
public final class WestermoFormat extends CsvFormat {

    private static final List<String> NEEDED =
            List.of("sAddress", "rAddress", "protocol", "sPackets", "rPackets", "sBytesSum", "rBytesSum");

    public WestermoFormat() {
        super("westermo", "Tables of the Westermo network traffic data set (ICSFlowGenerator)");
    }

    @Override
    protected Optional<String> problem(CsvHeader header) {
        return header.without("a table of the Westermo data set", NEEDED);
    }

    @Override
    protected CsvRow row(CsvHeader header) {
        return new WestermoRow();
    }
}
