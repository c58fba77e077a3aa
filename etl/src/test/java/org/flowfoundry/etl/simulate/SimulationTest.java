package org.flowfoundry.etl.simulate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.etl.simulate.traffic.Label;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {

    private static final List<String> NETWORKS = List.of("campus", "isp-edge", "office");

    @TempDir
    static Path folder;

    private static SimulateResult result;

    @BeforeAll
    static void simulate() {
        result = Simulation.run(options("first", 5), Progress.SILENT);
    }

    private static SimulateOptions options(String name, long seed) {
        return new SimulateOptions(folder.resolve(name), 2, seed, SimulateOptions.DEFAULT_START, 0.4, false);
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Simulation.run(options("again", 5), Progress.SILENT);
        Simulation.run(options("other", 6), Progress.SILENT);

        assertThat(contents("again")).isEqualTo(contents("first"));
        assertThat(contents("other").values())
                .filteredOn(contents("first")::containsValue)
                .hasSize(1);
    }

    @Test
    void anEarlierSimulationIsReplaced() throws IOException {
        SimulateOptions longer =
                new SimulateOptions(folder.resolve("replaced"), 3, 1, SimulateOptions.DEFAULT_START, 0.05, false);
        Simulation.run(longer, Progress.SILENT);
        Simulation.run(options("replaced", 5), Progress.SILENT);
        assertThat(contents("replaced")).isEqualTo(contents("first"));
    }

    @Test
    void everyLabelOccursHoweverShortTheTime() {
        SimulateOptions hour = SimulateOptions.of(folder.resolve("hour"), 1, 9);
        SimulateResult shortest = Simulation.run(hour, Progress.SILENT);
        for (Label label : Label.values()) {
            assertThat(shortest.total().flows(label)).as(label.text()).isPositive();
            assertThat(shortest.summary()).containsKey("label_" + label.text());
        }
        assertThat(shortest.total().flows(Label.BENIGN))
                .isGreaterThan(shortest.total().flows() / 2);
    }

    @Test
    void theTruthHasALineForEveryRecord() {
        for (String network : NETWORKS) {
            List<TruthLine> truth = TruthLine.read(folder.resolve("first"), network);
            assertThat(truth).hasSize((int) result.networks().get(network).flows());
            truth.stream().collect(groupingBy(TruthLine::file)).forEach((file, lines) -> {
                assertThat(folder.resolve("first").resolve(file)).isRegularFile();
                for (int i = 0; i < lines.size(); i++) {
                    assertThat(lines.get(i).record()).isEqualTo(i);
                }
            });
        }
    }

    @Test
    void eventsAreLabelledAndCrowdsAreBenign() {
        for (String network : NETWORKS) {
            for (TruthLine line : TruthLine.read(folder.resolve("first"), network)) {
                if (line.event().isEmpty()) {
                    assertThat(line.label()).isEqualTo("benign");
                } else if (line.label().equals("benign")) {
                    assertThat(line.event()).endsWith("flash_crowd");
                } else {
                    assertThat(line.event()).startsWith(network).endsWith(line.label());
                }
            }
        }
    }

    @Test
    void recordsWithoutSamplingAddUpToTheTruth() {
        for (String network : List.of("campus", "office")) {
            List<TruthLine> truth = TruthLine.read(folder.resolve("first"), network);
            long packets = truth.stream()
                    .mapToLong(line -> line.packets() + line.reversePackets())
                    .sum();
            long bytes = truth.stream()
                    .mapToLong(line -> line.bytes() + line.reverseBytes())
                    .sum();
            assertThat(result.networks().get(network).packets()).isEqualTo(packets);
            assertThat(result.networks().get(network).bytes()).isEqualTo(bytes);
        }
    }

    @Test
    void sampledRecordsHaveAboutOnePacketInAHundred() {
        long passed = TruthLine.read(folder.resolve("first"), "isp-edge").stream()
                .mapToLong(TruthLine::packets)
                .sum();
        assertThat((double) passed / result.networks().get("isp-edge").packets())
                .isBetween(85.0, 101.0);
    }

    @Test
    void noAddressBelongsToAnyone() {
        for (String network : NETWORKS) {
            for (TruthLine line : TruthLine.read(folder.resolve("first"), network)) {
                assertThat(line.source()).matches(SimulationTest::isReserved, "reserved");
                assertThat(line.destination()).matches(SimulationTest::isReserved, "reserved");
            }
        }
    }

    private static boolean isReserved(String address) {
        return address.matches("10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*")
                || address.matches("192\\.0\\.2\\..*|198\\.51\\.100\\..*|203\\.0\\.113\\..*")
                || address.startsWith("2001:db8:");
    }

    @Test
    void aFewHostsHaveMostOfTheFlows() {
        Map<String, Long> flowsByHost = TruthLine.read(folder.resolve("first"), "campus").stream()
                .filter(line -> line.event().isEmpty() && line.source().startsWith("10.20."))
                .collect(groupingBy(TruthLine::source, counting()));
        List<Long> counts = new ArrayList<>(flowsByHost.values());
        counts.sort((a, b) -> Long.compare(b, a));
        long all = counts.stream().mapToLong(Long::longValue).sum();
        long top = counts.stream()
                .limit(counts.size() / 10)
                .mapToLong(Long::longValue)
                .sum();
        assertThat((double) top / all).isGreaterThan(0.3);
    }

    @Test
    void summaryCountsAddUp() {
        Map<String, Object> summary = result.summary();
        assertThat(summary).containsEntry("hours", 2).containsEntry("seed", 5L).containsEntry("files", 6L);
        long flows = 0;
        for (String network : NETWORKS) {
            flows += (long) summary.get(network.replace('-', '_') + "_flows");
        }
        assertThat(summary).containsEntry("flows", flows);
    }

    @Test
    void theReadmeSaysThatItIsNoEvidence() throws IOException {
        assertThat(Files.readString(folder.resolve("first/README.txt")))
                .contains("no evidence", "ingest --format ipfix", "ingest --format netflow", "ingest --format zeek");
    }

    /** Contents by path below the output folder. */
    private static Map<String, ByteBuffer> contents(String name) throws IOException {
        Path output = folder.resolve(name);
        Map<String, ByteBuffer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(output.relativize(file).toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
