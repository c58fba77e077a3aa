package org.flowfoundry.etl.decode.nfcapd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of damaged files, and what is still read of them. */
class NfcapdDamageTest {

    private static final List<TestFlow> FLOWS = TestFlows.random(50, 1);

    @ParameterizedTest
    @EnumSource(Layout.class)
    void readsOnBehindABlockThatCannotBeDecompressed(Layout layout) {
        NfcapdWriter writer = new NfcapdWriter(layout, false, Codec.LZ4, 10);
        byte[] bytes = writer.write(FLOWS);
        List<Integer> blocks = blocks(layout, bytes);
        int second = blocks.get(1);
        Arrays.fill(bytes, second + layout.blockHeaderLength(), blocks.get(2), (byte) 0xff);
        Decoded decoded = read(bytes);
        assertThat(decoded.quarantined()).singleElement().satisfies(quarantined -> {
            assertThat(quarantined.offset()).isEqualTo(second);
            assertThat(quarantined.record()).isEqualTo(10);
            assertThat(quarantined.reason())
                    .isEqualTo(
                            layout == Layout.THREE // whose blocks count their records inside
                                    ? "the block cannot be decompressed"
                                    : "the block cannot be decompressed; by its header, 10 records are lost with it");
        });
        assertHasFlowsBut(decoded, 10, 20);
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void findsTheBlockBehindADamagedHeader(Layout layout) {
        NfcapdWriter writer = new NfcapdWriter(layout, false, Codec.NONE, 10);
        byte[] bytes = writer.write(FLOWS);
        int second = blocks(layout, bytes).get(1);
        Arrays.fill(bytes, second, second + layout.blockHeaderLength(), (byte) 0xff);
        Decoded decoded = read(bytes);
        assertThat(decoded.quarantined().get(0).offset()).isEqualTo(second);
        assertThat(decoded.quarantined().get(0).reason()).startsWith("the header of a block is damaged");
        assertHasFlowsBut(decoded, 10, 20);
    }

    @Test
    void quarantinesTheRestOfABlockBehindARecordWithoutSize() {
        byte[] bytes = new NfcapdWriter(Layout.TWO, false, Codec.NONE, 10).write(FLOWS);
        int flow = offsetOfFlow(bytes, 14);
        bytes[flow + 2] = 0;
        bytes[flow + 3] = 0;
        Decoded decoded = read(bytes);
        assertThat(decoded.quarantined())
                .singleElement()
                .extracting(Decoded.Quarantined::record, Decoded.Quarantined::offset, Decoded.Quarantined::reason)
                .containsExactly(
                        14L,
                        (long) flow,
                        "a record's size of 0 bytes does not fit its block; by its header, 6 records are lost with it");
        assertHasFlowsBut(decoded, 14, 20);
        assertThat(decoded.rows().get(14).get("source_record")).isEqualTo(20L);
    }

    @Test
    void quarantinesOneRecordWhoseElementsDoNotFit() {
        byte[] bytes = new NfcapdWriter(Layout.TWO, false, Codec.NONE, 10).write(FLOWS);
        int flow = offsetOfFlow(bytes, 14);
        bytes[flow + 12 + 2] = 51;
        Decoded decoded = read(bytes);
        assertThat(decoded.quarantined())
                .singleElement()
                .extracting(Decoded.Quarantined::record, Decoded.Quarantined::reason)
                .containsExactly(14L, "element 1 of a flow record is shorter than its fields");
        assertHasFlowsBut(decoded, 14, 15);
    }

    @Test
    void quarantinesRecordsOfUnknownType() {
        byte[] bytes = new NfcapdWriter(Layout.TWO, false, Codec.NONE, 10).write(FLOWS);
        bytes[offsetOfFlow(bytes, 3)] = 99;
        Decoded decoded = read(bytes);
        assertThat(decoded.quarantined())
                .singleElement()
                .extracting(Decoded.Quarantined::record, Decoded.Quarantined::reason)
                .containsExactly(3L, "a record of unknown type 99");
        assertHasFlowsBut(decoded, 3, 4);
    }

    @Test
    void keepsWhatNeedsNoExtensionMapWhereThereIsNone() {
        byte[] bytes = new NfcapdWriter(Layout.ONE, false, Codec.LZO, 10).write(FLOWS);
        List<Integer> blocks = blocks(Layout.ONE, bytes);
        Arrays.fill(bytes, blocks.get(0) + 12, blocks.get(1), (byte) 0xff);
        Decoded decoded = read(bytes);
        assertThat(decoded.quarantined()).hasSize(1);
        assertThat(decoded.rows()).hasSize(40).allSatisfy(flow -> {
            assertThat(flow.has(QualityFlag.DAMAGED_NEIGHBOUR)).isTrue();
            assertThat(flow)
                    .containsKeys("flow_start", "source_address", "packets")
                    .doesNotContainKey("source_as");
        });
    }

    @Test
    void refusesABlockThatGrowsBeyondWhatNfdumpWrites() {
        byte[] bomb = NfcapdWriter.compressed(Codec.ZSTD, new byte[64 << 20]);
        byte[] header = Arrays.copyOf(new NfcapdWriter(Layout.TWO, false, Codec.ZSTD, 1).write(List.of()), 40);
        ByteBuffer file = ByteBuffer.allocate(40 + 12 + bomb.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(header)
                .putLong(24, 0)
                .putInt(1)
                .putInt(bomb.length)
                .putShort((short) 3)
                .putShort((short) 0);
        Decoded decoded = read(file.put(bomb).array());
        assertThat(decoded.rows()).isEmpty();
        assertThat(decoded.quarantined())
                .extracting(Decoded.Quarantined::reason)
                .containsExactly("the block cannot be decompressed");
    }

    @Test
    void saysThatAFileEndsAtABlockBeforeItsEnd() {
        byte[] layout1 = new NfcapdWriter(Layout.ONE, false, Codec.NONE, 10).write(FLOWS);
        assertCutAtBlock(Layout.ONE, layout1, "the file ends after 3 of the 5 blocks its header announces");
        byte[] layout2 = new NfcapdWriter(Layout.TWO, false, Codec.NONE, 10).write(FLOWS);
        assertCutAtBlock(Layout.TWO, layout2, "the file ends before the blocks that its header announces");
        byte[] layout3 = new NfcapdWriter(Layout.THREE, false, Codec.NONE, 10).write(FLOWS);
        assertCutAtBlock(Layout.THREE, layout3, "the file ends before the blocks that its header announces");
    }

    @Test
    void saysWhyAFileCannotBeRead() {
        byte[] layout2 = new NfcapdWriter(Layout.TWO, false, Codec.NONE, 10).write(FLOWS);
        assertRejected(with(layout2, 17, 1), "the file is encrypted");
        assertRejected(with(layout2, 16, 9), "the file is compressed in an unknown way, 9");
        assertRejected(with(layout2, 2, 4), "the file has nfdump layout 4; layouts 1, 2 and 3 can be read");
        assertRejected(Arrays.copyOf(layout2, 39), "the file ends inside its header");
        assertRejected("PK text".getBytes(StandardCharsets.UTF_8), "the file does not begin with");
        byte[] layout3 = new NfcapdWriter(Layout.THREE, false, Codec.NONE, 10).write(FLOWS);
        assertRejected(with(layout3, 20, 1), "the file is encrypted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfcapd-small-lzo", "nfcapd.sample"})
    void realFilesCutAnywhereGiveNoMoreThanOneQuarantinedRecord(String name) {
        byte[] bytes = MemorySource.of(SharedData.path("nfcapd/" + name)).bytes();
        int whole = read(bytes).rows().size();
        for (int length = 0; length < bytes.length; length += bytes.length / 7) {
            Decoded decoded = read(Arrays.copyOf(bytes, length));
            assertThat(decoded.quarantined()).hasSize(1);
            assertThat(decoded.rows().size()).isLessThanOrEqualTo(whole);
        }
    }

    @Test
    void realFileWithADamagedFirstBlockGivesTheOthers() {
        Decoded decoded =
                read(MemorySource.of(SharedData.path("nfcapd/nfcapd-corrupt")).bytes());
        assertThat(decoded.quarantined())
                .singleElement()
                .extracting(Decoded.Quarantined::offset, Decoded.Quarantined::reason)
                .containsExactly(
                        276L,
                        "a record's size of 0 bytes does not fit its block; by its header, 39181 records are lost with it");
        assertThat(decoded.rows()).hasSize(32_132); // the records that the other four blocks' headers announce
    }

    private static void assertCutAtBlock(Layout layout, byte[] bytes, String reason) {
        int fourth = blocks(layout, bytes).get(3);
        Decoded decoded = read(Arrays.copyOf(bytes, fourth));
        assertThat(decoded.rows()).hasSize(30);
        assertThat(decoded.quarantined())
                .singleElement()
                .extracting(Decoded.Quarantined::offset, Decoded.Quarantined::reason)
                .containsExactly((long) fourth, reason);
    }

    private static void assertRejected(byte[] bytes, String reason) {
        assertThat(new NfcapdFormat().rejects(new InputHead("nfcapd.test", bytes)))
                .hasValueSatisfying(told -> assertThat(told).startsWith(reason));
        Decoded decoded = read(bytes);
        assertThat(decoded.rows()).isEmpty();
        assertThat(decoded.quarantined()).singleElement().satisfies(quarantined -> assertThat(quarantined.reason())
                .startsWith(reason));
    }

    private static void assertHasFlowsBut(Decoded decoded, int from, int to) {
        List<Object> packets = new ArrayList<>();
        for (int i = 0; i < FLOWS.size(); i++) {
            if (i < from || i >= to) {
                packets.add(FLOWS.get(i).packets());
            }
        }
        assertThat(decoded.rows().stream().map(flow -> flow.get("packets"))).containsExactlyElementsOf(packets);
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] copy = bytes.clone();
        copy[at] = (byte) value;
        return copy;
    }

    /** Offsets of all blocks, of a little-endian file. */
    private static List<Integer> blocks(Layout layout, byte[] bytes) {
        Bytes file = new Bytes(bytes, false);
        List<Integer> offsets = new ArrayList<>();
        int offset = layout.headerLength();
        while (offset + 8 < bytes.length) {
            offsets.add(offset);
            int size = file.i32(offset + 4);
            offset += layout == Layout.THREE ? size : layout.blockHeaderLength() + size;
        }
        return offsets;
    }

    /** Offset of a flow record of an uncompressed layout 2 file of ten flows per block. */
    private static int offsetOfFlow(byte[] bytes, int flow) {
        Bytes file = new Bytes(bytes, false);
        int at = blocks(Layout.TWO, bytes).get(flow / 10) + 12;
        int left = flow % 10;
        while (file.u16(at) != RecordType.V3 || left-- > 0) {
            at += file.u16(at + 2);
        }
        return at;
    }

    private static Decoded read(byte[] bytes) {
        return Decoded.whole(new NfcapdFormat(), new MemorySource("nfcapd.test", bytes));
    }
}
