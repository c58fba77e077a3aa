package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flowfoundry.etl.decode.netflow.Messages.flow;
import static org.flowfoundry.etl.decode.netflow.Messages.flowTemplate;
import static org.flowfoundry.etl.decode.netflow.Messages.ipfix;
import static org.flowfoundry.etl.decode.netflow.Messages.set;
import static org.flowfoundry.etl.decode.netflow.Messages.template;
import static org.flowfoundry.etl.decode.netflow.Messages.v5;
import static org.flowfoundry.etl.decode.netflow.Messages.v5Record;
import static org.flowfoundry.etl.decode.netflow.Messages.v9;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.capture.Bytes;
import org.flowfoundry.etl.decode.capture.Captures;
import org.flowfoundry.etl.decode.netflow.Decoding.Result;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

class NetflowFormatTest {

    private static final byte[] WHOLE = ipfix(1, 0, set(2, flowTemplate(256)), set(256, flow(1), flow(2)));
    private static final byte[] WEB = "GET / HTTP/1.1 and so on".getBytes(StandardCharsets.US_ASCII);

    private static byte[] packet(byte[] payload) {
        return Captures.ethernet(Captures.udp4(1, 4000, payload));
    }

    private static MemorySource capture(byte[]... packets) {
        return new MemorySource("a.pcap", Captures.pcap(List.of(packets)));
    }

    private static Result decode(byte[]... packets) {
        return Decoding.decode(new NetflowFormat(), capture(packets));
    }

    @Test
    void mixedVersionsAndOtherTrafficAreReadTogether() {
        Result result = decode(
                packet(WEB),
                packet(WHOLE),
                packet(v5(0, 0, v5Record(1, 6, 1, 2, 0, 0))),
                Captures.ethernet(Captures.ipv4(1, 6, 0, new byte[40])),
                Captures.ethernet(Captures.ipv6(
                        17, Captures.udp(1, 9995, v9(7, 1, set(0, flowTemplate(256)), set(256, flow(3)))))));
        assertThat(result.rows())
                .extracting(row -> row.get("exporter_address"))
                .containsExactly("192.0.2.1", "192.0.2.1", "192.0.2.1", "2001:db8::1");
        assertThat(result.rows())
                .extracting(row -> row.get("observation_domain_id"))
                .containsExactly(1L, 1L, 0x102L, 7L);
        assertThat(result.reasons()).containsExactly("Damaged export message");
    }

    @Test
    void trafficOfOtherPortsIsPassedOver() {
        byte[] dns = Captures.ethernet(Captures.ipv4(1, 17, 0, Captures.udp(4000, 53, WEB)));
        Result result = decode(dns, packet(WHOLE), dns);
        assertThat(result.rows()).hasSize(2);
        assertThat(result.counts().quarantined()).isZero();
    }

    @Test
    void capturesWithoutExportSaySo() {
        Result result = decode(packet(WEB), packet(WEB));
        assertThat(result.reasons()).containsExactly("No export message in a capture of 2 packets");
    }

    @Test
    void oldVersionsAreNamed() {
        byte[] v7 = new Bytes().u16(7, 2).zeros(20 + 2 * 52).done();
        assertThat(decode(packet(v7)).reasons()).containsExactly("NetFlow v7 is not read");
        assertThat(new IpfixFormat().rejects(new InputHead("a", v7)))
                .contains("NetFlow v7 is not read; v5, v9 and IPFIX are");
    }

    @Test
    void whatTheCaptureCutOffIsQuarantined() {
        byte[] whole = packet(WHOLE);
        byte[] cut = Arrays.copyOf(whole, whole.length - 5);
        byte[] file = Bytes.concat(
                Captures.pcapHeader(1),
                new Bytes().u32(Captures.SECONDS, 0, cut.length, whole.length).done(),
                cut);
        Result result = Decoding.decode(new NetflowFormat(), new MemorySource("a.pcap", file));
        assertThat(result.rows()).hasSize(1).allMatch(row -> row.has(QualityFlag.DAMAGED_NEIGHBOUR));
        assertThat(result.reasons()).containsExactly("Set 256 cut short by 5 bytes");
    }

    @Test
    void messagesLargerThanAPacketArePutTogether() {
        byte[][] flows = IntStream.range(0, 60).mapToObj(Messages::flow).toArray(byte[][]::new);
        byte[] udp = Captures.udp(4000, 2055, ipfix(1, 0, set(2, flowTemplate(256)), set(256, flows)));
        byte[] first = Captures.ethernet(Captures.ipv4(1, 17, 0x2000, Arrays.copyOf(udp, 1480)));
        byte[] second = Captures.ethernet(Captures.ipv4(1, 17, 1480 / 8, Arrays.copyOfRange(udp, 1480, udp.length)));
        assertThat(decode(first, second).rows()).hasSize(60);
    }

    @Test
    void severalMessagesInADatagramAreRead() {
        byte[] more = ipfix(1, 2, set(256, flow(3)));
        assertThat(decode(packet(Bytes.concat(WHOLE, more))).rows()).hasSize(3);
        Result result = decode(packet(Bytes.concat(WHOLE, new byte[] {1, 2, 3})));
        assertThat(result.rows()).hasSize(2);
        assertThat(result.reasons()).containsExactly("3 bytes left behind the message in its datagram");
    }

    @Test
    void hostileTemplatesAreQuarantined() {
        byte[] endless = set(2, template(256, 82, 0));
        Result zero =
                Decoding.decode(new IpfixFormat(), new MemorySource("a", ipfix(1, 0, endless, set(256, new byte[8]))));
        assertThat(zero.reasons()).containsExactly("Template 256 describes records without a byte");
        byte[] wide = set(2, template(256, new int[2 * (Template.MAXIMUM_FIELDS + 1)]));
        assertThat(Decoding.decode(new IpfixFormat(), new MemorySource("a", ipfix(1, 0, wide)))
                        .reasons())
                .containsExactly("Template 256 has 2049 fields, 0 of them scope");
        byte[] reserved = set(2, template(7, 1, 4));
        assertThat(Decoding.decode(new IpfixFormat(), new MemorySource("a", ipfix(1, 0, reserved)))
                        .reasons())
                .containsExactly("Template has the reserved id 7");
    }

    @Test
    void formatsAreToldByContent() {
        assertThat(FlowFormats.recognize(head(capture(packet(WHOLE)).bytes()))).containsInstanceOf(NetflowFormat.class);
        assertThat(FlowFormats.recognize(head(WHOLE))).containsInstanceOf(IpfixFormat.class);
        assertThat(new NetflowFormat().recognizes(head(capture(packet(WEB)).bytes())))
                .isFalse();
        assertThat(new NetflowFormat().rejects(head(WHOLE)))
                .contains("Not a pcap or pcapng capture; for messages without a capture around them, use format ipfix");
        assertThat(new IpfixFormat().rejects(head(WEB)))
                .contains("Does not begin with a message of IPFIX, NetFlow v9 or NetFlow v5");
    }

    private static InputHead head(byte[] bytes) {
        return new InputHead("a", bytes);
    }

    @Test
    void knowledgeTravelsBetweenProcesses() throws IOException, ClassNotFoundException {
        MemorySource data = new MemorySource("data", ipfix(1, 0, set(256, flow(1))));
        MemorySource templates = new MemorySource("templates", ipfix(1, 0, set(2, flowTemplate(256))));
        IpfixFormat format = new IpfixFormat();
        Knowledge knowledge = Knowledge.NONE
                .merge(format.survey(data, Long.MAX_VALUE).knowledge())
                .merge(Knowledge.NONE)
                .merge(format.survey(templates, Long.MAX_VALUE).knowledge());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(knowledge);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            Result result = Decoding.decode(format, data, (Knowledge) in.readObject());
            assertThat(result.rows()).hasSize(1);
        }
        assertThat(Decoding.decode(format, data, Knowledge.NONE).reasons())
                .containsExactly("No template 256 of domain 1 (IPFIX)");
    }
}
