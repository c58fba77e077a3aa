package org.flowfoundry.etl.decode.csv;

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

/** A format of comma-separated tables. */
public abstract class CsvFormat implements FlowFormat {

    private final String name;
    private final String description;

    protected CsvFormat(String name, String description) {
        this.name = name;
        this.description = description;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String description() {
        return description;
    }

    /** What is wrong with a file that has this header; empty where its lines can be read. */
    protected abstract Optional<String> problem(CsvHeader header);

    /** A new row for a reader of lines below that header. */
    protected abstract CsvRow row(CsvHeader header);

    /** The header that a first line stands for: itself, unless a format has files without one. */
    protected CsvHeader header(CsvHeader firstLine) {
        return firstLine;
    }

    @Override
    public final boolean recognizes(InputHead head) {
        return rejects(head).isEmpty();
    }

    @Override
    public final Optional<String> rejects(InputHead head) {
        try {
            return problemOf(header(CsvHeader.read(new ByteArrayInputStream(head.bytes()))));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    @Override
    public final Survey survey(ByteSource source, long splitBytes) throws IOException {
        return LineSplits.survey(source, splitBytes, lines(source));
    }

    @Override
    public final FlowReader open(DecodeRequest request) throws IOException {
        return new LineFlowReader(request, lines(request.source()));
    }

    private CsvLines lines(ByteSource source) throws IOException {
        CsvHeader header = header(CsvHeader.read(source.open(0)));
        return new CsvLines(header, row(header), problemOf(header).orElse(null));
    }

    private Optional<String> problemOf(CsvHeader header) {
        return header.problem() == null ? problem(header) : Optional.of(header.problem());
    }
}
