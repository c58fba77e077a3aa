package org.flowfoundry.etl.simulate.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What a capture in front of the collector holds: the NetFlow v9 datagrams of all exporters, in the order of their time. */
final class NetflowV9Capture implements FlowFile {

    private static final DateTimeFormatter PATH = Times.format("uuuu-MM-dd/'netflow-'uuuu-MM-dd'T'HH'.pcap'");
    /** Between datagrams that are sent in the same second, microseconds. */
    private static final long SPACING = 40;

    private final CaptureFile capture;
    private final List<NetflowV9Exporter> exporters;
    private final Truth truth;
    private long lastTime;

    private NetflowV9Capture(Path file, List<NetflowV9Exporter> exporters, Truth truth) throws IOException {
        this.capture = new CaptureFile(file);
        this.exporters = exporters;
        this.truth = truth;
    }

    /** Captures of these exporters. */
    record Form(List<NetflowV9Exporter> exporters) implements Format {

        Form {
            exporters = List.copyOf(exporters);
        }

        @Override
        public String path(long hourStart) {
            return Times.text(PATH, hourStart);
        }

        @Override
        public FlowFile create(Path file, long hourStart, Truth truth) throws IOException {
            return new NetflowV9Capture(file, exporters, truth);
        }
    }

    @Override
    public void write(ExportedFlow flow) throws IOException {
        sendUntil(Math.floorDiv(flow.exportTime(), 1_000_000L));
        exporters.get(flow.exporter()).add(flow, this::sent);
    }

    @Override
    public void close() throws IOException {
        try (capture) {
            sendUntil(Long.MAX_VALUE);
        }
    }

    private void sendUntil(long second) throws IOException {
        for (NetflowV9Exporter exporter : exporters) {
            if (exporter.hasWaiting() && exporter.second() <= second) {
                exporter.send(this::sent);
            }
        }
    }

    private void sent(NetflowV9Exporter exporter, long second, ByteBuffer payload, List<ExportedFlow> records)
            throws IOException {
        lastTime = Math.max(second * 1_000_000, lastTime + SPACING);
        capture.write(lastTime, exporter.route(), exporter.packetsSent(), payload);
        for (ExportedFlow record : records) {
            truth.add(record, "");
        }
    }
}
