package org.flowfoundry.etl.simulate.export;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.zip.GZIPOutputStream;
import org.flowfoundry.etl.simulate.traffic.Cause;
import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.Endpoints;

/**
 * The side file of a network: one line of CSV for each exported record, in the order of the files and of the records in
 * them. Times are the record's own; packets and bytes are what really passed, before sampling.
 */
final class TruthFile implements Closeable {

    static final String HEADER = "start,end,source_address,source_port,destination_address,destination_port,protocol,"
            + "packets,bytes,reverse_packets,reverse_bytes,activity,label,event,uid,file,record";

    private static final DateTimeFormatter TIME = Times.format("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final BufferedWriter out;
    private final StringBuilder line = new StringBuilder(256);

    TruthFile(Path file) throws IOException {
        this.out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
        out.write(HEADER);
        out.write('\n');
    }

    /**
     * Adds a record.
     *
     * @param file the export file's path below the output folder
     * @param record number of the flow record in that file, from 0, options records not counted
     */
    void add(ExportedFlow flow, String uid, String file, long record) throws IOException {
        Conversation counted = flow.counted();
        Conversation truth = flow.truth();
        Endpoints endpoints = truth.endpoints();
        Cause cause = truth.cause();
        line.setLength(0);
        text(Times.text(TIME, counted.start())).text(Times.text(TIME, counted.end()));
        text(endpoints.source().text()).number(endpoints.sourcePort());
        text(endpoints.destination().text()).number(endpoints.destinationPort());
        number(endpoints.protocol());
        number(truth.forward().packets()).number(truth.forward().bytes());
        number(truth.reverse().packets()).number(truth.reverse().bytes());
        text(cause.activity()).text(cause.label().text()).text(cause.event());
        text(uid).text(file).number(record);
        line.setCharAt(line.length() - 1, '\n');
        out.append(line);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private TruthFile text(String value) {
        line.append(value).append(',');
        return this;
    }

    private TruthFile number(long value) {
        line.append(value).append(',');
        return this;
    }
}
