package org.flowfoundry.etl.decode.nfcapd;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lzo.LzoCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/**
 * Writes nfcapd files as nfdump does: blocks of flow records behind the records of one exporter and its sampler, statistics
 * or identification at the end.
 *
 * @param flowsPerBlock the most flows in a block
 */
record NfcapdWriter(Layout layout, boolean bigEndian, Codec codec, int flowsPerBlock) {

    private static final int MAGIC = 0xa50c;
    private static final int BUFFER = 1 << 20;

    /** A file of these flows. */
    byte[] write(List<TestFlow> flows) {
        ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        int count = 0;
        for (int i = 0; i < flows.size() || i == 0; i += flowsPerBlock) {
            List<TestFlow> part = flows.subList(i, Math.min(i + flowsPerBlock, flows.size()));
            blocks.writeBytes(flowBlock(part, i == 0));
            count++;
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(header(count, layout.headerLength() + blocks.size()));
        file.writeBytes(blocks.toByteArray());
        file.writeBytes(end());
        return file.toByteArray();
    }

    private byte[] flowBlock(List<TestFlow> flows, boolean first) {
        ByteBuffer records = buffer(BUFFER);
        RecordWriter writer = new RecordWriter(records);
        int count = flows.size();
        if (layout == Layout.THREE) {
            records.putInt(count).putInt(0).putLong(0).putLong(0).putLong(0);
        } else if (first) {
            count += layout == Layout.ONE ? writer.controlsOfLayout1() : writer.controlsOfLayout2();
        }
        for (TestFlow flow : flows) {
            switch (layout) {
                case ONE -> writer.common(flow);
                case TWO -> writer.v3(flow);
                case THREE -> writer.v4(flow);
            }
        }
        return block(1, count, content(records), codec);
    }

    /** @param type as layout 3 has it */
    private byte[] block(int type, int records, byte[] content, Codec blockCodec) {
        byte[] stored = compressed(blockCodec, content);
        ByteBuffer block = buffer(layout.blockHeaderLength() + stored.length);
        switch (layout) {
            case ONE ->
                block.putInt(records).putInt(stored.length).putShort((short) 2).putShort((short) 0);
            case TWO ->
                block.putInt(records).putInt(stored.length).putShort((short) 3).putShort((short)
                        (blockCodec == codec ? 0 : 1));
            case THREE ->
                block.putInt(type)
                        .putInt(24 + stored.length)
                        .putInt(24 + content.length)
                        .putShort((short) (blockCodec.ordinal() + 1))
                        .putShort((short) 0)
                        .putLong(0);
        }
        return block.put(stored).array();
    }

    private byte[] header(int blocks, long end) {
        ByteBuffer header = buffer(layout.headerLength());
        header.putShort((short) MAGIC).putShort((short) (layout.ordinal() + 1));
        switch (layout) {
            case ONE -> header.putInt(flagsOfLayout1()).putInt(blocks);
            case TWO ->
                header.putInt(0xf1070800)
                        .putLong(1_700_000_000L)
                        .put((byte) codec.ordinal())
                        .put((byte) 0)
                        .putShort((short) 1)
                        .putInt(1)
                        .putLong(end)
                        .putInt(0)
                        .putInt(blocks);
            case THREE ->
                header.putInt(0xd1080000)
                        .putLong(1_700_000_000L)
                        .putShort((short) 1)
                        .putShort((short) (codec.ordinal() + 1))
                        .putInt(0)
                        .putInt(4 << 20)
                        .putInt(8)
                        .putLong(end);
        }
        return header.array();
    }

    /** What stands behind the blocks of flows. */
    private byte[] end() {
        ByteBuffer records = buffer(BUFFER);
        switch (layout) {
            case ONE -> {
                return new byte[0];
            }
            case TWO -> {
                new RecordWriter(records).ident("test");
                return block(1, 1, content(records), codec);
            }
            case THREE -> {
                new RecordWriter(records).exportersOfLayout3();
                byte[] exporters = block(7, 1, content(records), Codec.NONE);
                return buffer(exporters.length + 8)
                        .put(exporters)
                        .putInt(0xb10cb10c)
                        .putInt(0)
                        .array();
            }
        }
        throw new IllegalStateException("A layout without an end: " + layout);
    }

    private int flagsOfLayout1() {
        return switch (codec) {
            case NONE -> 0;
            case LZO -> 1;
            case BZ2 -> 8;
            case LZ4 -> 16;
            case ZSTD -> throw new IllegalArgumentException("Layout 1 has no ZSTD");
        };
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] content(ByteBuffer buffer) {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    static byte[] compressed(Codec codec, byte[] content) {
        return switch (codec) {
            case NONE -> content;
            case LZO -> airlift(new LzoCompressor(), content);
            case LZ4 -> airlift(new Lz4Compressor(), content);
            case ZSTD -> Zstd.compress(content);
            case BZ2 -> bz2(content);
        };
    }

    private static byte[] airlift(Compressor compressor, byte[] content) {
        byte[] output = new byte[compressor.maxCompressedLength(content.length)];
        int length = compressor.compress(content, 0, content.length, output, 0, output.length);
        return Arrays.copyOf(output, length);
    }

    private static byte[] bz2(byte[] content) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (OutputStream stream = new BZip2CompressorOutputStream(output, 1)) {
            stream.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toByteArray();
    }
}
