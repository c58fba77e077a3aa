package org.flowfoundry.etl.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.etl.EtlErrors;
import org.flowfoundry.etl.simulate.export.ExportCounts;
import org.flowfoundry.etl.simulate.export.NetworkExport;
import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.TrafficStream;

/** The job behind {@code simulate}: plays the sample networks one after the other and writes what they export. */
public final class Simulation {

    /** Space that an hour at scale 1 takes, files and truth of all networks, rounded up. */
    static final long BYTES_PER_HOUR = 3_000_000;

    private static final List<SampleNetwork> NETWORKS =
            List.of(new CampusNetwork(), new IspEdgeNetwork(), new OfficeNetwork());
    private static final int CONVERSATIONS_BETWEEN_REPORTS = 20_000;

    private final SimulateOptions options;
    private final Progress progress;

    private Simulation(SimulateOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * Writes the simulation.
     *
     * @throws org.flowfoundry.core.error.UserException where the output folder cannot take it
     */
    public static SimulateResult run(SimulateOptions options, Progress progress) {
        return new Simulation(options, progress).run();
    }

    private SimulateResult run() {
        SortedMap<String, ExportCounts> counts = new TreeMap<>();
        try {
            new OutputFolder(options, NETWORKS).prepare();
            for (SampleNetwork network : NETWORKS) {
                progress.stage("simulate " + network.name());
                counts.put(network.name(), play(network));
            }
        } catch (UncheckedIOException e) {
            throw EtlErrors.simulationNotWritable(options.output(), e.getCause());
        } catch (IOException e) {
            throw EtlErrors.simulationNotWritable(options.output(), e);
        }
        return new SimulateResult(options.output().toString(), options.hours(), options.seed(), counts);
    }

    private ExportCounts play(SampleNetwork network) throws IOException {
        RandomStream random = new RandomStream(options.seed()).child(network.name());
        Period period = options.period();
        TrafficStream traffic =
                new TrafficStream(network.sources(period, options.scale(), random), random.child("traffic"));
        try (NetworkExport export = network.export(options.output(), period, random)) {
            Reporter reporter = new Reporter(period);
            traffic.play(period.start(), period.end(), conversation -> {
                reporter.seen(conversation);
                accept(export, conversation);
            });
            return export.finish();
        }
    }

    /** Carries a failed write through the traffic's callback. */
    private static void accept(NetworkExport export, Conversation conversation) {
        try {
            export.accept(conversation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells how far the simulated time is. */
    private final class Reporter {

        private final Period period;
        private long conversations;

        private Reporter(Period period) {
            this.period = period;
        }

        private void seen(Conversation conversation) {
            conversations++;
            if (conversations % CONVERSATIONS_BETWEEN_REPORTS == 0) {
                double done = (double) (conversation.start() - period.start()) / (period.end() - period.start());
                progress.update(conversations, -1, done);
            }
        }
    }
}
