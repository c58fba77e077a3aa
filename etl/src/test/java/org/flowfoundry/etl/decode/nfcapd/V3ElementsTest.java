package org.flowfoundry.etl.decode.nfcapd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

/** Elements that few exporters send, each in a record of its own. */
class V3ElementsTest {

    private static final int SCALED = 2;

    @Test
    void mplsLabelsAsLabelExperimentalBottom() {
        assertAttributes(
                14,
                out -> out.putInt(16 << 4 | 5 << 1).putInt(17 << 4 | 1).put(new byte[32]),
                Map.of("mplsTopLabelStackSection", "16-5-0", "mplsLabelStackSection2", "17-0-1"));
    }

    @Test
    void adjacentSystems() {
        assertAttributes(
                16,
                out -> out.putInt(64500).putInt(-1),
                Map.of("bgpNextAdjacentAsNumber", "64500", "bgpPrevAdjacentAsNumber", "4294967295"));
    }

    @Test
    void latency() {
        assertAttributes(
                17,
                out -> out.putLong(1).putLong(2000).putLong(0),
                Map.of("clientNetworkDelayMicroseconds", "1", "serverNetworkDelayMicroseconds", "2000"));
    }

    @Test
    void firewallEvents() {
        assertAttributes(
                19,
                out -> out.putLong(1_700_000_000_000L)
                        .putInt(9)
                        .putShort((short) 1001)
                        .put((byte) 2)
                        .put((byte) 0),
                Map.of(
                        "observationTimeMilliseconds", "1700000000000",
                        "flowId", "9",
                        "firewallExtendedEvent", "1001",
                        "firewallEvent", "2"));
        assertAttributes(
                23,
                out -> out.putInt(0xab).putInt(1).putInt(2).put(new byte[12]),
                Map.of("ingressAclId", "0x000000ab-00000001-00000002"));
        assertAttributes(24, out -> out.put(text("alice", 66)).putShort((short) 0), Map.of("userName", "alice"));
    }

    @Test
    void addressTranslation() {
        assertAttributes(20, out -> out.putInt(0xc0000201).putInt(0), Map.of("postNATSourceIPv4Address", "192.0.2.1"));
        assertAttributes(
                21,
                out -> out.putLong(0x2001_0db8L << 32).putLong(1).putLong(0).putLong(0),
                Map.of("postNATSourceIPv6Address", "2001:db8::1"));
        assertAttributes(
                25,
                out -> out.putLong(5).putInt(6).put((byte) 4).put(new byte[3]),
                Map.of("observationTimeMilliseconds", "5", "natPoolId", "6", "natEvent", "4"));
        assertAttributes(
                26,
                out -> out.putShort((short) 1024).putShort((short) 2047).putInt(0),
                Map.of("portRangeStart", "1024", "portRangeEnd", "2047"));
    }

    @Test
    void tunnelsAndLinkLayer() {
        assertAttributes(
                31,
                out -> out.putInt(0x0a000001).putInt(0x0a000002).putInt(47),
                Map.of(
                        "tunnelSourceAddress", "10.0.0.1",
                        "tunnelDestinationAddress", "10.0.0.2",
                        "tunnelProtocol", "47"));
        assertAttributes(36, out -> out.putInt(7).putInt(8), Map.of("egressVRFID", "7", "ingressVRFID", "8"));
        assertAttributes(
                42,
                out -> out.put(new byte[] {0, 0x40, 63, 64}),
                Map.of("fragmentFlags", "64", "minimumTTL", "63", "maximumTTL", "64"));
        assertThat(decoded(
                        38,
                        out -> out.putShort((short) 12)
                                .put(new byte[22])
                                .putShort((short) 0x800)
                                .put(new byte[6]),
                        0))
                .containsEntry("vlan_id", 12L)
                .containsEntry("attributes", Map.of("ethernetType", "2048"));
    }

    @Test
    void labelsAndObservationDomainsHaveColumns() {
        assertThat(decoded(28, out -> out.put(text("botnet", 8)), 0)).containsEntry("label", "botnet");
        assertThat(decoded(33, out -> out.putLong(3).putInt(99), 0))
                .containsEntry("observation_domain_id", 99L)
                .containsEntry("attributes", Map.of("observationPointId", "3"));
    }

    @Test
    void unknownElementsAreKeptInHex() {
        assertAttributes(200, out -> out.put(new byte[] {1, 2, (byte) 0xff}), Map.of("nfdumpElement200", "0102ff"));
    }

    @Test
    void countersThatNfdumpScaledAreNotToBeScaledAgain() {
        assertThat(decoded(39, out -> out.putLong(1), SCALED))
                .containsEntry("sampling_interval", 1L)
                .containsEntry("sampling_source", "record");
    }

    @Test
    void recordsWithoutTimesAndCountersAreFlagged() {
        long flags = decoded(39, out -> out.putLong(1), 0).number("quality_flags");
        assertThat(flags).isEqualTo(QualityFlag.TIME_MISSING.mask() | QualityFlag.COUNTERS_MISSING.mask());
    }

    @Test
    void valuesBeyondTheirColumnsAreFlaggedAndKept() {
        DecodedFlow flow = decoded(
                1,
                out -> out.putLong(-1)
                        .putLong(5)
                        .putLong(5)
                        .putLong(-1)
                        .putLong(0)
                        .putLong(0),
                0);
        assertThat(flow).doesNotContainKeys("flow_start", "packets").containsEntry("bytes", 0L);
        assertThat(flow.number("quality_flags")).isEqualTo(QualityFlag.VALUE_OUT_OF_RANGE.mask());
        assertThat(flow.get("attributes"))
                .isEqualTo(Map.of(
                        "flowStartMilliseconds", "18446744073709551615",
                        "packetDeltaCount", "18446744073709551615"));
    }

    private static void assertAttributes(int element, Consumer<ByteBuffer> content, Map<String, String> attributes) {
        assertThat(decoded(element, content, 0)).containsEntry("attributes", attributes);
    }

    /** The row of a record that has this element alone. */
    private static DecodedFlow decoded(int element, Consumer<ByteBuffer> content, int flags) {
        ByteBuffer body = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        content.accept(body);
        int length = body.position();
        ByteBuffer file = ByteBuffer.allocate(40 + 12 + 12 + 4 + length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new NfcapdWriter(Layout.TWO, false, Codec.NONE, 1).write(List.of()), 0, 40)
                .putLong(24, 0);
        file.putInt(1).putInt(16 + length).putShort((short) 3).putShort((short) 0);
        file.putShort((short) RecordType.V3).putShort((short) (16 + length)).putShort((short) 1);
        file.putInt(0).put((byte) flags).put((byte) 0);
        file.putShort((short) element).putShort((short) (4 + length)).put(body.array(), 0, length);
        Decoded decoded = Decoded.whole(new NfcapdFormat(), new MemorySource("f", file.array()));
        assertThat(decoded.quarantined()).isEmpty();
        return decoded.rows().get(0);
    }

    private static byte[] text(String text, int length) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), length);
    }
}
