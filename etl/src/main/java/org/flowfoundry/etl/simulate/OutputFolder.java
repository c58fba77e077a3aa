package org.flowfoundry.etl.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flowfoundry.etl.EtlErrors;

/** The folder that a simulation writes to. What an earlier simulation left there is replaced; nothing else is deleted. */
final class OutputFolder {

    /** Says that a folder was written by a simulation, and by which. */
    private static final String MARKER = "simulation.properties";

    private static final String README = "README.txt";
    private static final String TRUTH = "truth";
    private static final Pattern OWN_NAME = Pattern.compile(
            "flows-[-\\dT]+\\.ipfix|netflow-[-\\dT]+\\.pcap|conn\\.[-:\\d]+\\.log\\.gz|[-a-z]+\\.csv\\.gz");

    private final SimulateOptions options;
    private final List<SampleNetwork> networks;

    OutputFolder(SimulateOptions options, List<SampleNetwork> networks) {
        this.options = options;
        this.networks = networks;
    }

    /** Makes room: creates the folder, or clears it of an earlier simulation. */
    void prepare() throws IOException {
        Path output = options.output();
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw EtlErrors.outputNotAFolder(output);
        }
        Files.createDirectories(output);
        if (!options.overwrite() && !isEmpty(output) && !Files.exists(output.resolve(MARKER))) {
            throw EtlErrors.outputNotEmpty(output);
        }
        clear(output.resolve(TRUTH));
        for (SampleNetwork network : networks) {
            clear(output.resolve(network.name()));
        }
        checkSpace(output);
        Files.writeString(output.resolve(MARKER), marker());
        Files.writeString(output.resolve(README), Readme.of(networks));
    }

    private void checkSpace(Path output) throws IOException {
        long needed = (long) (options.hours() * options.scale() * Simulation.BYTES_PER_HOUR);
        long free = Files.getFileStore(output).getUsableSpace();
        if (free < needed) {
            throw EtlErrors.noSpaceForSimulation(output, needed, free);
        }
    }

    private String marker() {
        return "hours=" + options.hours() + "\nseed=" + options.seed() + "\nstart=" + options.start() + "\nscale="
                + options.scale() + "\n";
    }

    /** Deletes the files of a simulation, and the folders that are empty then. */
    private static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                boolean ours = Files.isDirectory(path)
                        ? isEmpty(path)
                        : OWN_NAME.matcher(path.getFileName().toString()).matches();
                if (ours) {
                    Files.delete(path);
                }
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }
}
