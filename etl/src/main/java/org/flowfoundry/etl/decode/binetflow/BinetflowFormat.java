package org.flowfoundry.etl.decode.binetflow;

import java.util.List;
import java.util.Optional;
import org.flowfoundry.etl.decode.csv.CsvFormat;
import org.flowfoundry.etl.decode.csv.CsvHeader;
import org.flowfoundry.etl.decode.csv.CsvRow;

/** The text of Argus' bidirectional flows. */
public final class BinetflowFormat extends CsvFormat {

    private static final List<String> NEEDED = List.of("Dur", "Proto", "SrcAddr", "DstAddr", "TotPkts", "TotBytes");

    public BinetflowFormat() {
        super("binetflow", "Argus text of bidirectional flows (CTU-13 and the CTU malware captures)");
    }

    @Override
    protected Optional<String> problem(CsvHeader header) {
        return header.without("a binetflow file", NEEDED);
    }

    @Override
    protected CsvRow row(CsvHeader header) {
        return new BinetflowRow();
    }
}
