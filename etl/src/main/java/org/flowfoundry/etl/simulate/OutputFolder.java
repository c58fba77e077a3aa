package org.flowfoundry.etl.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a simulation writes to. What an earlier simulation left there is replaced, anything else never is. */
final class OutputFolder {

    /** Says that a folder was written by a simulation, and by which. */
    private static final String MARKER = "simulation.properties";

    private static final String README = "README.txt";
    private static final String TRUTH = "truth";

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
            throw SimulateErrors.notAFolder(output);
        }
        Files.createDirectories(output);
        if (!options.overwrite() && !isEmpty(output) && !Files.exists(output.resolve(MARKER))) {
            throw SimulateErrors.notEmpty(output);
        }
        clear(output.resolve(TRUTH));
        for (SampleNetwork network : networks) {
            clear(output.resolve(network.name()));
        }
        checkSpace(output);
        Files.writeString(output.resolve(MARKER), marker());
        Files.writeString(output.resolve(README), readme());
    }

    private void checkSpace(Path output) throws IOException {
        long needed = (long) (options.hours() * options.scale() * Simulation.BYTES_PER_HOUR);
        long free = Files.getFileStore(output).getUsableSpace();
        if (free < needed) {
            throw SimulateErrors.noSpace(output, needed, free);
        }
    }

    private String marker() {
        return "hours=" + options.hours() + "\nseed=" + options.seed() + "\nstart=" + options.start() + "\nscale="
                + options.scale() + "\n";
    }

    private String readme() {
        StringBuilder text = new StringBuilder();
        text.append("Simulated flow exports of sample networks, with labels, written by `flowfoundry simulate`.\n\n");
        text.append(
                "They are there to try FlowFoundry and to test it. They are no evidence of how well a model works\n");
        text.append("on a real network. All addresses are private or for documentation and belong to nobody.\n\n");
        for (SampleNetwork network : networks) {
            text.append(String.format(
                    "%-9s %s (ingest --format %s)%n", network.name(), network.description(), network.format()));
        }
        text.append("\n");
        text.append(
                "truth/NETWORK.csv.gz has one line for each flow record, in the order of the files and records: the\n");
        text.append(
                "record's times, its addresses and ports (type and code for ICMP), the packets and bytes that really\n");
        text.append(
                "passed (before sampling), what the hosts did (activity), the label, the event it belongs to, Zeek's\n");
        text.append("uid, the file and the number of the flow record in it. Labels: benign, horizontal_scan,\n");
        text.append(
                "vertical_scan, syn_flood, reflection_ddos, brute_force, botnet_beacon, exfiltration. Flash crowds\n");
        text.append(
                "and background radiation are benign. The IPFIX files carry the label as an element of their own,\n");
        text.append("enterprise 32473 (for documentation, RFC 5612) number 1, described in the file (RFC 5610).\n");
        return text.toString();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    private static void clear(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
