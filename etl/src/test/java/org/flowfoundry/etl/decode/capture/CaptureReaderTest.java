package org.flowfoundry.etl.decode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureReaderTest {

    private static final byte[] PACKET = {1, 2, 3, 4, 5};

    private final List<String> quarantined = new ArrayList<>();

    private List<String> packets(byte[] file) throws IOException {
        List<String> packets = new ArrayList<>();
        CapturedPacket packet = new CapturedPacket();
        try (CaptureReader reader = CaptureReader.open(
                new ByteArrayInputStream(file),
                (record, offset, reason, raw, rawOffset, rawLength) -> quarantined.add(offset + " " + reason))) {
            while (reader.next(packet)) {
                byte[] bytes = Arrays.copyOfRange(packet.bytes(), packet.offset(), packet.offset() + packet.length());
                assertThat(Arrays.copyOfRange(
                                file, (int) packet.fileOffset(), (int) packet.fileOffset() + bytes.length))
                        .isEqualTo(bytes);
                packets.add(packet.timeNanos() + " " + packet.linkType() + " " + bytes.length + "/"
                        + packet.originalLength());
            }
            assertThat(reader.bytesRead()).isEqualTo(file.length);
        }
        return packets;
    }

    private static byte[] swapped(byte[] words) {
        byte[] swapped = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            swapped[i] = words[i / 4 * 4 + 3 - i % 4];
        }
        return swapped;
    }

    @Test
    void readsBothByteOrdersAndBothUnits() throws IOException {
        byte[] header = new Bytes().u32(0xa1b23c4dL).u16(2, 4).u32(0, 0, 100, 1).done();
        byte[] record = new Bytes().u32(5, 6, PACKET.length, 60).done();
        assertThat(packets(Bytes.concat(header, record, PACKET))).containsExactly("5000000006 1 5/60");
        byte[] micros = new Bytes().u32(0xa1b2c3d4L, 0, 0, 0, 100, 1).done();
        assertThat(packets(Bytes.concat(swapped(micros), swapped(record), PACKET)))
                .containsExactly("5000006000 1 5/60");
        assertThat(quarantined).isEmpty();
    }

    @Test
    void keepsEverythingBeforeACutPacket() throws IOException {
        byte[] file = Captures.pcap(List.of(PACKET, PACKET, PACKET));
        assertThat(packets(Arrays.copyOf(file, file.length - 2))).hasSize(2);
        assertThat(quarantined).containsExactly((24 + 2 * 21) + " Capture ends inside a packet");
        quarantined.clear();
        assertThat(packets(Arrays.copyOf(file, file.length - 10))).hasSize(2);
        assertThat(quarantined).containsExactly((24 + 2 * 21) + " Capture ends inside a packet header");
    }

    @Test
    void findsTheNextPacketBehindABrokenOne() throws IOException {
        byte[] file = Captures.pcap(List.of(new byte[60], new byte[60], new byte[60], new byte[60]));
        file[24 + 76 + 8] = 0x7f;
        assertThat(packets(file)).hasSize(3);
        assertThat(quarantined).containsExactly("100 Implausible packet header; 76 bytes skipped");
    }

    @Test
    void otherFilesAreQuarantined() throws IOException {
        assertThat(packets("not a capture, but rather long text".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(quarantined).containsExactly("0 Not a pcap or pcapng capture");
        quarantined.clear();
        assertThat(packets(new byte[0])).isEmpty();
        assertThat(quarantined).isEmpty();
    }

    private static byte[] block(int type, byte[] body) {
        int length = 12 + (body.length + 3 & ~3);
        return new Bytes()
                .u32(type, length)
                .raw(body)
                .zeros(length - 12 - body.length)
                .u32(length)
                .done();
    }

    private static byte[] section() {
        return block(0x0a0d0d0a, new Bytes().u32(0x1a2b3c4dL).u16(1, 0).u64(-1).done());
    }

    private static byte[] interfaceOf(int linkType, byte[] options) {
        return block(1, new Bytes().u16(linkType, 0).u32(0).raw(options).done());
    }

    private static byte[] enhanced(int interfaceId, long ticks) {
        return block(
                6,
                new Bytes()
                        .u32(interfaceId, ticks >>> 32, ticks, 5, 90)
                        .raw(PACKET)
                        .done());
    }

    @Test
    void readsPcapngSectionsAndInterfaces() throws IOException {
        byte[] nanos = new Bytes().u16(9, 1).u8(9, 0, 0, 0).u16(0, 0).done();
        byte[] binary = new Bytes()
                .u16(9, 1)
                .u8(0x80 | 1, 0, 0, 0)
                .u16(14, 8)
                .u64(1000)
                .u16(0, 0)
                .done();
        byte[] simple = block(3, new Bytes().u32(5).raw(PACKET).done());
        byte[] obsolete =
                block(2, new Bytes().u16(1, 0).u32(0, 7, 5, 5).raw(PACKET).done());
        byte[] unknown = block(77, new byte[9]);
        List<String> packets = packets(Bytes.concat(
                section(),
                interfaceOf(1, nanos),
                interfaceOf(101, binary),
                enhanced(0, 5_000_000_001L),
                unknown,
                enhanced(1, 3),
                obsolete,
                simple,
                section(),
                interfaceOf(113, new byte[0]),
                enhanced(0, 2_000_003)));
        assertThat(packets)
                .containsExactly(
                        "5000000001 1 5/90",
                        "1001500000000 101 5/90",
                        "1003500000000 101 5/5",
                        CapturedPacket.NO_TIME + " 1 5/5",
                        "2000003000 113 5/90");
        assertThat(quarantined).isEmpty();
    }

    @Test
    void damagedPcapngBlocksAreSkipped() throws IOException {
        byte[] file =
                Bytes.concat(section(), interfaceOf(1, new byte[0]), enhanced(0, 1), enhanced(0, 2), enhanced(0, 3));
        int second = section().length + interfaceOf(1, new byte[0]).length + enhanced(0, 1).length;
        byte[] broken = file.clone();
        broken[second + 6] = 1;
        assertThat(packets(broken)).containsExactly("1000 1 5/90", "3000 1 5/90");
        assertThat(quarantined).hasSize(1);
        quarantined.clear();
        assertThat(packets(Arrays.copyOf(file, file.length - 6))).hasSize(2);
        assertThat(quarantined).hasSize(1);
        quarantined.clear();
        assertThat(packets(Bytes.concat(section(), enhanced(3, 1)))).isEmpty();
        assertThat(quarantined.get(0)).endsWith("Packet block without its interface, or shorter than its packet");
    }
}
