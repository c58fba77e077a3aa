package org.flowfoundry.app.cli;

import java.nio.file.Path;
import java.time.Instant;
import org.flowfoundry.etl.simulate.SimulateOptions;
import org.flowfoundry.etl.simulate.Simulation;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "simulate",
        description =
                "Labelled sample networks, written as real export files: a campus (IPFIX), an ISP edge (sampled NetFlow v9"
                        + " in pcap), an office (Zeek logs). The same options give the same bytes.")
final class SimulateCommand implements Command {

    @Mixin
    CommonOptions common;

    @Mixin
    SimulatedTime time;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "Folder to write to.")
    Path output;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description =
                    "Start of the simulated time, a full hour, e.g. 2026-06-01T00:00:00Z (the default, a Monday).")
    Instant start = SimulateOptions.DEFAULT_START;

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "How busy the networks are: 2 gives twice the records. Default: ${DEFAULT-VALUE}.")
    double scale;

    @Option(names = "--overwrite", description = "Write into a folder that holds other files, too.")
    boolean overwrite;

    @Override
    public Outcome run(CommandContext context) {
        SimulateOptions options = new SimulateOptions(output, time.hours, time.seed, start, scale, overwrite);
        return Outcome.ok(Simulation.run(options, context.progress()));
    }
}
