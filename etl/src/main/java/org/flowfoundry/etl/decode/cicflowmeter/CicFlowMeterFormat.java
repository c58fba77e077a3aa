package org.flowfoundry.etl.decode.cicflowmeter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flowfoundry.etl.decode.csv.CsvFormat;
import org.flowfoundry.etl.decode.csv.CsvHeader;
import org.flowfoundry.etl.decode.csv.CsvRow;

/** The CSV files of CICFlowMeter. */
public final class CicFlowMeterFormat extends CsvFormat {

    public CicFlowMeterFormat() {
        super("cicflowmeter", "CSV of CICFlowMeter (CIC-IDS2017 and its kin), in all spellings of its header");
    }

    @Override
    protected Optional<String> problem(CsvHeader header) {
        Set<String> names = header.names().stream().map(CicColumn::plain).collect(Collectors.toSet());
        List<String> missing = CicColumn.missing(names);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Not a CSV of CICFlowMeter: its first line names no column " + String.join(", ", missing));
    }

    @Override
    protected CsvRow row(CsvHeader header) {
        return new CicFlowMeterRow();
    }
}
