package org.flowfoundry.etl.decode.nfcsv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.Survey;
import org.flowfoundry.etl.decode.text.LineFlowReader;
import org.flowfoundry.etl.decode.text.LineSplits;

/** The CSV files of the NF data sets. */
public final class NfCsvFormat implements FlowFormat {

    @Override
    public String name() {
        return "nf-csv";
    }

    @Override
    public String description() {
        return "CSV of the NF data sets (NF-v1, v2, v3: nProbe's fields, Label and Attack)";
    }

    @Override
    public boolean recognizes(InputHead head) {
        return rejects(head).isEmpty();
    }

    @Override
    public Optional<String> rejects(InputHead head) {
        try {
            return Optional.ofNullable(
                    NfCsvHeader.read(new ByteArrayInputStream(head.bytes())).problem());
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    @Override
    public Survey survey(ByteSource source, long splitBytes) throws IOException {
        return LineSplits.survey(source, splitBytes, new NfCsvLines(header(source)));
    }

    @Override
    public FlowReader open(DecodeRequest request) throws IOException {
        return new LineFlowReader(request, new NfCsvLines(header(request.source())));
    }

    private static NfCsvHeader header(ByteSource source) throws IOException {
        return NfCsvHeader.read(source.open(0));
    }
}
