package org.flowfoundry.etl.export;

import io.airlift.compress.lz4.Lz4Compressor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import org.flowfoundry.core.flow.FlowBatch;

/**
 * A file of nfdump's layout 2, as nfdump 1.7 writes it and 1.7 and 1.8 read it (nffileV2.h, nfxV3.h): a header of 40 bytes,
 * blocks of records, each compressed by itself, and an appendix with the identification and the statistics.
 *
 * <p>The header says how many blocks there are and where they end, and object stores cannot go back to it. So the blocks wait
 * in a temporary file, which has no name and is gone with the process.
 */
final class NfcapdFile implements FlowFile {

    private static final int HEADER = 40;
    private static final int BLOCK_HEADER = 12;
    private static final short MAGIC = (short) 0xa50c;
    private static final short LAYOUT = 2;
    /** The version of nfdump whose form this is: 1.7.1. */
    private static final int NFDUMP_VERSION = 0xf1070100;

    private static final byte LZ4 = 3;
    private static final short RECORDS_BLOCK = 3;
    /** What a block holds at most before it is compressed: as much as nfdump's own. */
    private static final int BLOCK = 1 << 20;

    private static final int IDENT = 0x8001;
    private static final int STATISTICS = 0x8002;
    private static final int LONGEST_IDENT = 127;

    private final OutputStream out;
    private final String ident;
    private final FileChannel spool;
    private final NfcapdRecords records;
    private final NfcapdStatistics statistics = new NfcapdStatistics();
    private final FlowCursor cursor = new FlowCursor();
    private final ByteBuffer block = littleEndian(BLOCK);
    private final Lz4Compressor compressor = new Lz4Compressor();
    private int blocks;

    /** @param ident names where the flows come from */
    NfcapdFile(OutputStream out, String ident) throws IOException {
        this.out = out;
        this.ident = ident;
        this.records = new NfcapdRecords(block);
        Path temporary = Files.createTempDirectory("flowfoundry-export");
        try {
            spool = FileChannel.open(
                    temporary.resolve("blocks"),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void write(FlowBatch flows) throws IOException {
        for (int row = 0; row < flows.rows(); row++) {
            if (block.remaining() < NfcapdRecords.LONGEST) {
                endBlock();
            }
            cursor.at(flows, row);
            statistics.add(cursor, records.write(cursor));
        }
    }

    @Override
    public long valuesDropped() {
        return records.valuesDropped();
    }

    @Override
    public void finish() throws IOException {
        endBlock();
        out.write(header(HEADER + spool.position()));
        spool.position(0);
        Channels.newInputStream(spool).transferTo(out);
        ByteBuffer appendix = appendix();
        out.write(appendix.array(), 0, appendix.limit());
        out.close();
    }

    @Override
    public void close() throws IOException {
        try (out) {
            spool.close();
        }
    }

    private void endBlock() throws IOException {
        if (records.count() > 0) {
            writeFully(compressed(block, records.count()));
            blocks++;
            block.clear();
            records.beginBlock();
        }
    }

    /** A block as it stands in the file, made of the records before the buffer's position. */
    private ByteBuffer compressed(ByteBuffer content, int count) {
        ByteBuffer stored = littleEndian(BLOCK_HEADER + compressor.maxCompressedLength(content.position()));
        int length = compressor.compress(
                content.array(), 0, content.position(), stored.array(), BLOCK_HEADER, stored.capacity() - BLOCK_HEADER);
        stored.putInt(count).putInt(length).putShort(RECORDS_BLOCK).putShort((short) 0);
        return stored.position(0).limit(BLOCK_HEADER + length);
    }

    private void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            spool.write(bytes);
        }
    }

    private byte[] header(long appendix) {
        return littleEndian(HEADER)
                .putShort(MAGIC)
                .putShort(LAYOUT)
                .putInt(NFDUMP_VERSION)
                .putLong(Clock.systemUTC().instant().getEpochSecond())
                .put(LZ4)
                .put((byte) 0) // not encrypted
                .putShort((short) 1) // blocks of the appendix
                .putInt(0) // creator unknown
                .putLong(appendix)
                .putInt(0) // the usual size of blocks
                .putInt(blocks)
                .array();
    }

    /** Compressed as the other blocks are: nfdump 1.7.1 does not look whether it says otherwise. */
    private ByteBuffer appendix() {
        byte[] name = Arrays.copyOf(identBytes(), identBytes().length + 1);
        block.putShort((short) IDENT).putShort((short) (4 + name.length)).put(name);
        block.putShort((short) STATISTICS).putShort((short) (4 + NfcapdStatistics.LENGTH));
        statistics.put(block);
        return compressed(block, 2);
    }

    /** The name in ASCII, for it is printed as it is. */
    private byte[] identBytes() {
        byte[] bytes = ident.replaceAll("[^!-~]", "_").getBytes(StandardCharsets.US_ASCII);
        return bytes.length <= LONGEST_IDENT ? bytes : Arrays.copyOf(bytes, LONGEST_IDENT);
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
