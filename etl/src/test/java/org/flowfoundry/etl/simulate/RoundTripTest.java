package org.flowfoundry.etl.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.compression.Decompression;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the decoders read of a simulation is its truth, record by record. */
class RoundTripTest {

    @TempDir
    static Path output;

    private static SimulateResult result;

    /** A row and the truth of its record. */
    private record Pair(Map<String, Object> row, TruthLine truth) {}

    @BeforeAll
    static void simulate() {
        result = Simulation.run(
                new SimulateOptions(output, 2, 21, SimulateOptions.DEFAULT_START, 0.3, false), Progress.SILENT);
    }

    @Test
    void campus() throws IOException {
        for (Pair pair : decode(new CampusNetwork(), ChronoUnit.MILLIS)) {
            assertThat(pair.row)
                    .containsEntry("label", pair.truth.label())
                    .containsEntry("packets", pair.truth.packets())
                    .containsEntry("bytes", pair.truth.bytes())
                    .containsEntry("exporter_address", "10.21.255.1")
                    .containsEntry("sampling_interval", 1L);
            assertReverse(pair);
        }
    }

    @Test
    void ispEdge() throws IOException {
        for (Pair pair : decode(new IspEdgeNetwork(), ChronoUnit.MILLIS)) {
            assertThat(pair.row)
                    .containsEntry("sampling_interval", 100L)
                    .containsEntry("sampling_source", "options")
                    .doesNotContainKeys("label", "reverse_packets");
            assertThat((long) pair.row.get("packets")).isBetween(1L, pair.truth.packets());
            assertThat((long) pair.row.get("bytes")).isBetween(20L, pair.truth.bytes());
            assertThat((String) pair.row.get("exporter_address")).isIn("10.255.0.1", "10.255.0.2");
        }
    }

    @Test
    void office() throws IOException {
        for (Pair pair : decode(new OfficeNetwork(), ChronoUnit.MICROS)) {
            assertThat(pair.row)
                    .containsEntry("packets", pair.truth.packets())
                    .containsEntry("bytes", pair.truth.bytes())
                    .doesNotContainKey("label");
            assertThat((Map<?, ?>) pair.row.get("attributes"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("uid", pair.truth.uid());
        }
    }

    private static void assertReverse(Pair pair) {
        if (pair.truth.reversePackets() == 0) {
            assertThat(pair.row).doesNotContainKeys("reverse_packets", "reverse_bytes", "reverse_tcp_flags");
        } else {
            assertThat(pair.row)
                    .containsEntry("reverse_packets", pair.truth.reversePackets())
                    .containsEntry("reverse_bytes", pair.truth.reverseBytes());
        }
    }

    /** Decodes all files of a network, and checks what every format must give. */
    private static List<Pair> decode(SampleNetwork network, ChronoUnit precision) throws IOException {
        FlowFormat format = FlowFormats.named(network.format());
        Map<String, List<TruthLine>> truth = new TreeMap<>();
        for (TruthLine line : TruthLine.read(output, network.name())) {
            truth.computeIfAbsent(line.file(), file -> new ArrayList<>()).add(line);
        }
        Map<String, ByteSource> files = new TreeMap<>();
        Knowledge knowledge = Knowledge.NONE;
        for (String name : truth.keySet()) {
            ByteSource file = Decompression.of(new MemorySource(name, Files.readAllBytes(output.resolve(name))));
            assertThat(FlowFormats.recognize(Decompression.head(file)))
                    .map(FlowFormat::name)
                    .contains(network.format());
            knowledge = knowledge.merge(format.survey(file, Long.MAX_VALUE).knowledge());
            files.put(name, file);
        }
        List<Pair> pairs = new ArrayList<>();
        for (Map.Entry<String, ByteSource> file : files.entrySet()) {
            List<DecodedFlow> rows = read(format, file.getValue(), knowledge);
            List<TruthLine> lines = truth.get(file.getKey());
            assertThat(rows).hasSameSizeAs(lines);
            for (int i = 0; i < rows.size(); i++) {
                pairs.add(new Pair(rows.get(i), lines.get(i)));
            }
        }
        assertThat(pairs).hasSize((int) result.networks().get(network.name()).flows());
        pairs.forEach(pair -> assertSameFlow(pair, precision));
        return pairs;
    }

    private static List<DecodedFlow> read(FlowFormat format, ByteSource file, Knowledge knowledge) {
        Decoded decoded = Decoded.nothing();
        DecodeCounts counts = decoded.add(format, file, Split.WHOLE, knowledge, 1_000);
        assertThat(decoded.reasons()).isEmpty();
        assertThat(counts.lost()).isZero();
        assertThat(counts.duplicates()).isZero();
        return decoded.rows();
    }

    private static void assertSameFlow(Pair pair, ChronoUnit precision) {
        TruthLine truth = pair.truth;
        assertThat(pair.row)
                .containsEntry("source_record", truth.record())
                .containsEntry("flow_start", micros(truth.start(), precision))
                .containsEntry("source_address", truth.source())
                .containsEntry("destination_address", truth.destination())
                .containsEntry("protocol", (long) truth.protocol());
        boolean icmp = truth.protocol() == 1 || truth.protocol() == 58;
        assertThat(pair.row)
                .containsEntry(icmp ? "icmp_type" : "source_port", (long) truth.sourcePort())
                .containsEntry(icmp ? "icmp_code" : "destination_port", (long) truth.destinationPort());
    }

    private static long micros(Instant time, ChronoUnit precision) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time.truncatedTo(precision));
    }
}
