package org.flowfoundry.etl.simulate.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flowfoundry.etl.simulate.traffic.Address;
import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.RandomStream;

/** The exporters of a network and their files, one for each hour. Conversations come in the order of their start. */
public final class NetworkExport implements Closeable {

    private static final int ZEEK_IDLE_SECONDS = 60;

    private final Path output;
    private final String network;
    private final FlowMeter meter;
    private final FlowFile.Format format;
    private final TruthFile truth;
    private final ExportQueue queue = new ExportQueue();
    private final ExportCounts counts = new ExportCounts();

    private FlowFile file;
    private String fileName;
    private long fileHour = Long.MIN_VALUE;
    private long recordsInFile;

    private NetworkExport(Path output, String network, FlowMeter meter, FlowFile.Format format) throws IOException {
        this.output = output;
        this.network = network;
        this.meter = meter;
        this.format = format;
        Path truthFile = output.resolve("truth").resolve(network + ".csv.gz");
        Files.createDirectories(truthFile.getParent());
        this.truth = new TruthFile(truthFile);
    }

    /** Every packet counted, both directions in one record, as IPFIX files of one exporter. */
    public static NetworkExport ipfix(Path output, String network, Vantage vantage, Timeouts timeouts, Address exporter)
            throws IOException {
        IpfixOptions options = new IpfixOptions(exporter, 1, timeouts.active(), timeouts.idle());
        return new NetworkExport(output, network, new BiflowMeter(vantage, timeouts), new IpfixFile.Form(options));
    }

    /** NetFlow v9 of sampled packets, captured in front of a collector. */
    public static NetworkExport netflowV9(
            Path output, String network, Vantage vantage, Timeouts timeouts, NetflowV9Plan plan, RandomStream random)
            throws IOException {
        List<NetflowV9Exporter> exporters = plan.exporters(vantage);
        FlowMeter meter = new SampledMeter(plan.samplingInterval(), exporters.size(), vantage, timeouts, random);
        return new NetworkExport(output, network, meter, new NetflowV9Capture.Form(exporters));
    }

    /** Zeek's connection logs: one line for each connection, however long. */
    public static NetworkExport zeek(
            Path output, String network, Vantage vantage, long observationEnd, RandomStream random) throws IOException {
        Timeouts timeouts = new Timeouts(Integer.MAX_VALUE, ZEEK_IDLE_SECONDS, observationEnd);
        return new NetworkExport(
                output, network, new BiflowMeter(vantage, timeouts), new ZeekLog.Form(vantage, random));
    }

    /** Meters a conversation; writes the records that leave the exporter before it starts. */
    public void accept(Conversation conversation) throws IOException {
        queue.release(conversation.start(), this::write);
        meter.meter(conversation, queue::add);
    }

    /** Writes what is left. */
    public ExportCounts finish() throws IOException {
        queue.release(Long.MAX_VALUE, this::write);
        closeFile();
        return counts;
    }

    @Override
    public void close() throws IOException {
        try {
            closeFile();
        } finally {
            truth.close();
        }
    }

    private void write(ExportedFlow flow) throws IOException {
        long hour = Math.floorDiv(flow.exportTime(), Times.HOUR) * Times.HOUR;
        if (hour != fileHour) {
            closeFile();
            open(hour);
        }
        file.write(flow);
    }

    private void open(long hour) throws IOException {
        fileName = network + "/" + format.path(hour);
        fileHour = hour;
        recordsInFile = 0;
        Path path = output.resolve(fileName);
        Files.createDirectories(path.getParent());
        file = format.create(path, hour, this::placed);
        counts.addFile();
    }

    private void placed(ExportedFlow flow, String uid) throws IOException {
        truth.add(flow, uid, fileName, recordsInFile++);
        counts.add(flow);
    }

    private void closeFile() throws IOException {
        if (file != null) {
            FlowFile closing = file;
            file = null;
            closing.close();
        }
    }
}
