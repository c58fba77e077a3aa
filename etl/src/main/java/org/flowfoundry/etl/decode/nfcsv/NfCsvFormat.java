package org.flowfoundry.etl.decode.nfcsv;

import java.util.List;
import java.util.Optional;
import org.flowfoundry.etl.decode.csv.CsvFormat;
import org.flowfoundry.etl.decode.csv.CsvHeader;
import org.flowfoundry.etl.decode.csv.CsvRow;

/** The CSV files of the NF data sets. */
public final class NfCsvFormat extends CsvFormat {

    private static final List<String> NEEDED = List.of("PROTOCOL", "IN_BYTES", "IN_PKTS");

    public NfCsvFormat() {
        super("nf-csv", "CSV of the NF data sets (NF-v1, v2, v3: nProbe's fields, Label and Attack)");
    }

    @Override
    protected Optional<String> problem(CsvHeader header) {
        return header.without("an NF CSV", NEEDED);
    }

    @Override
    protected CsvRow row(CsvHeader header) {
        return new NfCsvRow(header.has("CLIENT_TCP_FLAGS"));
    }
}
