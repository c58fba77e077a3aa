package org.flowfoundry.etl.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.netflow.IpfixFormat;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpfixFileTest {

    private static final int ROWS = 5_000;

    @TempDir
    Path folder;

    /** With few templates in force at once, they are withdrawn and defined anew all the time. */
    @ParameterizedTest
    @ValueSource(ints = {60_000, 50})
    void flowsComeBackAsTheyWere(int mostTemplates) throws IOException {
        FlowBatch flows = SampleFlows.forIpfix(ROWS);
        Decoded decoded = decoded(bytes(flows, mostTemplates, 0));
        assertThat(decoded.quarantined()).isEmpty();
        assertThat(decoded.rows().stream().map(SampleFlows::withoutLineage).toList())
                .isEqualTo(SampleFlows.rows(flows));
    }

    @Test
    void flowWithoutTimesStaysWithoutTimes() throws IOException {
        FlowBatch flows = SampleFlows.forIpfix(1);
        flows.flowStart.setNull(0);
        flows.flowEnd.setNull(0);
        flows.exportTime.setNull(0);
        DecodedFlow decoded = decoded(bytes(flows, 100, 0)).rows().get(0);
        assertThat(decoded).doesNotContainKeys("flow_start", "flow_end");
        assertThat(decoded.number("duration_ms")).isEqualTo(flows.durationMs.get(0));
        assertThat(decoded.number("export_time")).isEqualTo(SampleFlows.START);
    }

    @Test
    void whatDoesNotFitIsLeftOutAndCounted() throws IOException {
        FlowBatch flows = SampleFlows.forIpfix(1);
        flows.packets.set(0, -5);
        flows.vlanId.set(0, 70_000);
        flows.label.set(0, "x".repeat(Texts.LONGEST + 1));
        flows.application.set(0, "y".repeat(Texts.LONGEST));
        DecodedFlow decoded = decoded(bytes(flows, 100, 3)).rows().get(0);
        assertThat(decoded).doesNotContainKeys("packets", "vlan_id", "label").containsKey("application");
    }

    @Test
    void sequenceNumbersCountTheRecordsBefore() throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes(SampleFlows.forIpfix(ROWS), 60_000, 0));
        Set<Integer> defined = new HashSet<>();
        long records = 0;
        while (file.hasRemaining()) {
            int start = file.position();
            int length = Short.toUnsignedInt(file.getShort(start + 2));
            assertThat(Short.toUnsignedInt(file.getShort(start))).isEqualTo(10);
            assertThat(Integer.toUnsignedLong(file.getInt(start + 8))).isLessThanOrEqualTo(ROWS);
            if (start > 0) {
                assertThat(Integer.toUnsignedLong(file.getInt(start + 8))).isGreaterThan(records);
                records = Integer.toUnsignedLong(file.getInt(start + 8));
            }
            for (int set = start + 16; set < start + length; ) {
                int id = Short.toUnsignedInt(file.getShort(set));
                if (id == 2) {
                    defined.add(Short.toUnsignedInt(file.getShort(set + 4)));
                } else {
                    assertThat(defined).contains(id);
                }
                set += Short.toUnsignedInt(file.getShort(set + 2));
            }
            file.position(start + length);
        }
    }

    @Test
    void tsharkReadsEachMessage() throws IOException, InterruptedException {
        Path file = folder.resolve("flows.ipfix");
        FlowBatch flows = SampleFlows.forIpfix(500);
        Files.write(file, bytes(flows, 60_000, 0));
        String packets = OtherTools.output(
                "tshark", "-r", file.toString(), "-n", "-T", "fields", "-E", "aggregator=,", "-e", "cflow.packets");
        long counted = Arrays.stream(packets.split("[\\s,]+"))
                .filter(text -> text.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .sum();
        long expected = 0;
        for (int row = 0; row < flows.rows(); row++) {
            expected += flows.packets.get(row);
            expected += flows.reversePackets.isNull(row) ? 0 : flows.reversePackets.get(row);
        }
        assertThat(counted).isEqualTo(expected);
        String problems = OtherTools.output("tshark", "-r", file.toString(), "-n", "-Y", "_ws.malformed or _ws.expert");
        List<String> lines =
                problems.lines().filter(line -> line.contains("CFLOW")).toList();
        assertThat(lines).isEmpty();
    }

    private static Decoded decoded(byte[] file) {
        return Decoded.inSplits(new IpfixFormat(), MemorySource.of(file), Long.MAX_VALUE);
    }

    private static byte[] bytes(FlowBatch flows, int mostTemplates, long valuesDropped) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (IpfixFile file = new IpfixFile(out, SampleFlows.START / 1_000_000, mostTemplates)) {
            file.write(flows);
            file.finish();
            assertThat(file.valuesDropped()).isEqualTo(valuesDropped);
        }
        return out.toByteArray();
    }
}
