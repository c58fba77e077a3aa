package org.flowfoundry.etl.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.nfcapd.NfcapdFormat;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NfcapdFileTest {

    /** So that the file has several blocks. */
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    @Test
    void flowsComeBackAsTheyWere() throws IOException {
        FlowBatch flows = SampleFlows.forNfcapd(ROWS);
        Decoded decoded = Decoded.whole(new NfcapdFormat(), MemorySource.of(bytes(flows, 0)));
        assertThat(decoded.quarantined()).isEmpty();
        assertThat(decoded.rows().stream().map(SampleFlows::withoutLineage).toList())
                .isEqualTo(SampleFlows.rows(flows));
    }

    @Test
    void whatDoesNotFitIsZeroAndCounted() throws IOException {
        FlowBatch flows = SampleFlows.forNfcapd(1);
        flows.packets.set(0, -5);
        flows.protocol.set(0, 6);
        flows.icmpType.setNull(0);
        flows.sourcePort.set(0, 70_000);
        flows.destinationPort.set(0, 80);
        flows.tcpFlags.set(0, 0x112);
        flows.label.set(0, "ü".repeat(2_000));
        Decoded decoded = Decoded.whole(new NfcapdFormat(), MemorySource.of(bytes(flows, 4)));
        assertThat(decoded.rows().get(0).text("packets", "source_port", "destination_port", "tcp_flags"))
                .isEqualTo("0 0 80 18");
        assertThat(decoded.rows().get(0).get("label")).isEqualTo("ü".repeat(512));
    }

    @Test
    void missingTimesFollowFromTheOthers() throws IOException {
        FlowBatch flows = SampleFlows.forNfcapd(2);
        flows.flowStart.setNull(0);
        flows.flowEnd.setNull(1);
        List<? extends java.util.Map<String, Object>> rows = Decoded.whole(
                        new NfcapdFormat(), MemorySource.of(bytes(flows, 0)))
                .rows();
        long start = flows.flowEnd.get(0) - 1_000 * flows.durationMs.get(0);
        assertThat(rows.get(0)).containsEntry("flow_start", start);
        long end = flows.flowStart.get(1) + 1_000 * flows.durationMs.get(1);
        assertThat(rows.get(1)).containsEntry("flow_end", end);
    }

    @Test
    void nfdumpReadsTheSameFlows() throws IOException, InterruptedException {
        FlowBatch flows = SampleFlows.forNfcapd(ROWS);
        Path file = file(flows);
        String json = OtherTools.output("nfdump", "-r", file.toString(), "-q", "-o", "json");
        assertThat(json).doesNotContain("Unknown", "Error");
        // nfdump does not escape what is in a label.
        String parsed = json.replaceAll("(?m)^\\s*\"label\" :.*$", "\"label\" : null");
        List<String> theirs = new ArrayList<>();
        for (JsonNode flow : new ObjectMapper().readTree(parsed.startsWith("[") ? parsed : "[" + parsed + "]")) {
            String source = flow.has("src4_addr")
                    ? flow.get("src4_addr").asText()
                    : flow.get("src6_addr").asText();
            theirs.add(String.join(
                    " ",
                    source,
                    flow.get("proto").asText(),
                    flow.get("in_packets").asText(),
                    flow.get("in_bytes").asText(),
                    flow.path("out_packets").asText("null"),
                    flow.path("src_as").asText("null"),
                    flow.path("input_snmp").asText("null")));
        }
        List<String> ours = new ArrayList<>();
        for (int row = 0; row < flows.rows(); row++) {
            ours.add(String.join(
                    " ",
                    flows.sourceAddress.text(row),
                    Integer.toString(flows.protocol.get(row)),
                    text(flows.packets, row),
                    text(flows.bytes, row),
                    text(flows.reversePackets, row),
                    text(flows.sourceAs, row),
                    text(flows.ingressInterface, row)));
        }
        assertThat(theirs).isEqualTo(ours);
    }

    /** What the file says of itself is what nfdump counts when it writes the flows to a file of its own. */
    @Test
    void nfdumpFindsItsOwnStatisticsAndNoDamage() throws IOException, InterruptedException {
        Path file = file(SampleFlows.forNfcapd(ROWS));
        Path copy = folder.resolve("copy");
        OtherTools.output("nfdump", "-r", file.toString(), "-w", copy.toString());
        String ours = OtherTools.output("nfdump", "-I", "-r", file.toString());
        assertThat(ours).contains("Ident: campus_1", "Flows: " + ROWS, "First: 1780272000");
        assertThat(ours).isEqualTo(OtherTools.output("nfdump", "-I", "-r", copy.toString()));
        String check = OtherTools.output("nfdump", "-v", file.toString());
        assertThat(check)
                .containsIgnoringCase("Version    : 2 - LZ4 compressed")
                .doesNotContain("rror", "orrupt");
        String exporters = OtherTools.output("nfdump", "-r", file.toString(), "-E", file.toString());
        assertThat(exporters).contains("192.0.2.1", "2001:db8::1");
    }

    private Path file(FlowBatch flows) throws IOException {
        return Files.write(folder.resolve("nfcapd.202606010000"), bytes(flows, 0));
    }

    private static byte[] bytes(FlowBatch flows, long valuesDropped) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (NfcapdFile file = new NfcapdFile(out, "campus 1")) {
            file.write(flows);
            file.finish();
            assertThat(file.valuesDropped()).isEqualTo(valuesDropped);
        }
        return out.toByteArray();
    }

    private static String text(LongColumn column, int row) {
        return column.isNull(row) ? "null" : Long.toString(column.get(row));
    }
}
