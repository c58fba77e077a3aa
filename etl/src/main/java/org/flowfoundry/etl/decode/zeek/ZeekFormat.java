package org.flowfoundry.etl.decode.zeek;

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
import org.flowfoundry.etl.decode.text.LineReader;
import org.flowfoundry.etl.decode.text.LineSplits;

/** The conn.log of Zeek, tab-separated or JSON. */
public final class ZeekFormat implements FlowFormat {

    @Override
    public String name() {
        return "zeek";
    }

    @Override
    public String description() {
        return "Zeek conn.log, tab-separated or JSON, labelled (IoT-23) or not";
    }

    /** Logs of other kinds too, so that {@link #rejects} can say what they are. */
    @Override
    public boolean recognizes(InputHead head) {
        return inspect(head).isZeek();
    }

    @Override
    public Optional<String> rejects(InputHead head) {
        return inspect(head).problem();
    }

    @Override
    public Survey survey(ByteSource source, long splitBytes) throws IOException {
        return LineSplits.survey(source, splitBytes, new ZeekLines(ZeekHeader.DEFAULT));
    }

    @Override
    public FlowReader open(DecodeRequest request) throws IOException {
        ZeekHeader header = request.split().isFirst() ? ZeekHeader.DEFAULT : firstHeader(request.source());
        return new LineFlowReader(request, new ZeekLines(header));
    }

    private static ZeekHeader firstHeader(ByteSource source) throws IOException {
        try (LineReader line = new LineReader(source.open(0), 0)) {
            ZeekHeader header = ZeekHeader.DEFAULT;
            while (line.next() && (ZeekHeader.isHeader(line) || line.isBlank())) {
                header = header.with(line);
            }
            return header;
        }
    }

    /** What a file's beginning tells: whether it is a Zeek log, and why its records are no flows. */
    private record Inspection(boolean isZeek, Optional<String> problem) {}

    private static Inspection inspect(InputHead head) {
        try (LineReader line = new LineReader(new ByteArrayInputStream(head.bytes()), 0)) {
            ZeekHeader header = ZeekHeader.DEFAULT;
            Optional<String> problem = Optional.empty();
            while (line.next()) {
                if (ZeekHeader.isHeader(line)) {
                    header = header.with(line);
                } else if (ZeekLines.isJson(line)) {
                    Optional<ZeekJson.Kind> kind = ZeekJson.kind(line);
                    if (kind.isPresent()) {
                        return inspect(kind.get());
                    }
                    problem = Optional.of(ZeekJson.NOT_JSON);
                } else if (!line.isBlank()) {
                    break;
                }
            }
            return new Inspection(!header.columns().isEmpty(), problem.or(header::problem));
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    private static Inspection inspect(ZeekJson.Kind kind) {
        if (ZeekHeader.describesFlows(kind.names())) {
            return new Inspection(true, Optional.empty());
        }
        boolean isZeek = kind.names().contains("ts") && kind.names().contains("uid");
        return new Inspection(isZeek, Optional.of(ZeekHeader.notConn(kind.path())));
    }
}
