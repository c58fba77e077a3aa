package org.flowfoundry.etl.decode.nfcapd;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.flowfoundry.etl.decode.ByteSource;

/**
 * The blocks of records of one file, from an offset on, decompressed one at a time. Blocks that hold no records are
 * passed over.
 */
final class BlockStream implements Closeable {

    private static final int INITIAL_OUTPUT = 64 << 10;
    private static final int USUAL_RATIO = 8;

    private final ByteSource source;
    private final FileHeader header;
    private final long end;
    private final Set<BlockHeader.Content> wanted;
    private final Bytes headerBytes;

    private InputStream in;
    private long position;
    private long blocks;
    private boolean ended;

    private BlockHeader block;
    private long offset;
    private byte[] stored = new byte[0];
    private int storedLength;
    private byte[] output = new byte[0];
    private Bytes payload;
    private int payloadLength;

    /**
     * @param start offset of the first block to read
     * @param end blocks that begin here or later are left alone
     * @param blocksBefore blocks of the file before start
     * @param wanted blocks of other content are passed over
     */
    BlockStream(
            ByteSource source,
            FileHeader header,
            long start,
            long end,
            long blocksBefore,
            Set<BlockHeader.Content> wanted)
            throws IOException {
        this.source = source;
        this.header = header;
        this.end = end;
        this.wanted = wanted;
        this.headerBytes = new Bytes(new byte[header.layout().blockHeaderLength()], header.bigEndian());
        this.blocks = blocksBefore;
        seek(start);
    }

    /**
     * Goes to the next block of records.
     *
     * @return false at the end of the file or of the part that was asked for
     * @throws Damage where the block cannot be read; it is passed, and {@link #offset()}, {@link #claimedRecords()} and
     *     {@link #stored()} tell of it
     */
    boolean next() throws IOException, Damage {
        while (!ended && position < end) {
            block = null;
            offset = position;
            storedLength = 0;
            int length = readInto(headerBytes.array(), headerBytes.array().length);
            if (isEndOfBlocks(length)) {
                ended = true;
                return false;
            }
            readHeader(length);
            if (wanted.contains(block.content())) {
                readStored();
                decompress();
                return true;
            }
            skipStored();
        }
        return false;
    }

    /** File offset of the current block's header. */
    long offset() {
        return offset;
    }

    /** Bytes of the file up to where the next block begins. */
    long position() {
        return position;
    }

    /** Blocks of the file up to and with the current one. */
    long blocks() {
        return blocks;
    }

    /** How many records the block says that it holds; 0 where it cannot say. */
    long claimedRecords() {
        return block == null ? 0 : block.records();
    }

    /** Whether the block is one of flow records, else it is one of layout 3's exporters. */
    boolean holdsFlows() {
        return block.content() == BlockHeader.Content.FLOWS;
    }

    /** Whether offsets in the payload are offsets in the file. */
    boolean isStoredPlain() {
        return block.codec() == Codec.NONE;
    }

    /** The current block's bytes behind its header, as they stand in the file. */
    byte[] stored() {
        return stored;
    }

    int storedLength() {
        return storedLength;
    }

    /** The current block's decompressed bytes, overwritten by the next. */
    Bytes payload() {
        return payload;
    }

    int payloadLength() {
        return payloadLength;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean isEndOfBlocks(int length) throws Damage {
        if (length == 0) {
            ended = true;
            checkComplete();
            return true;
        }
        return header.layout() == Layout.THREE && length >= 4 && headerBytes.u32(0) == BlockHeader.DIRECTORY;
    }

    private void checkComplete() throws Damage {
        if ((header.layout() == Layout.THREE && header.end() > 0) || header.end() > position) {
            throw new Damage("the file ends before the blocks that its header announces");
        }
        if (header.blocks() > blocks && header.layout() == Layout.ONE) {
            throw new Damage(
                    "the file ends after " + blocks + " of the " + header.blocks() + " blocks its header announces");
        }
    }

    private void readHeader(int headerLength) throws IOException, Damage {
        if (headerLength < headerBytes.array().length) {
            ended = true;
            throw new Damage("the file ends inside the header of a block");
        }
        blocks++;
        try {
            block = BlockHeader.parse(header, headerBytes, 0);
        } catch (Damage e) {
            passDamagedHeader();
            throw e;
        }
    }

    private void passDamagedHeader() throws IOException {
        stored = headerBytes.array().clone();
        storedLength = stored.length;
        long next = new BlockSearch(source, header).from(offset + 1);
        if (next < 0) {
            ended = true;
        } else {
            seek(next);
        }
    }

    private void readStored() throws IOException, Damage {
        if (stored.length < block.storedLength()) {
            stored = new byte[block.storedLength()];
        }
        storedLength = readInto(stored, block.storedLength());
        if (storedLength < block.storedLength()) {
            throw endsInsideBlock();
        }
    }

    private void skipStored() throws IOException, Damage {
        if (block.storedLength() > 0) { // files let one skip beyond their end, but not read there
            try {
                in.skipNBytes(block.storedLength() - 1L);
            } catch (EOFException e) {
                throw endsInsideBlock();
            }
            if (in.read() < 0) {
                throw endsInsideBlock();
            }
            position += block.storedLength();
        }
    }

    private Damage endsInsideBlock() {
        ended = true;
        return new Damage("the file ends inside a block");
    }

    private void decompress() throws Damage {
        if (block.isEncrypted()) {
            throw new Damage("the block is encrypted");
        }
        if (block.codec() == Codec.NONE) {
            payload = new Bytes(stored, header.bigEndian());
            payloadLength = storedLength;
            return;
        }
        int limit = header.layout().blockLimit();
        growOutput(Math.max(INITIAL_OUTPUT, Math.min(limit, USUAL_RATIO * storedLength)));
        int length;
        try {
            length = block.codec().decompress(stored, storedLength, output);
        } catch (Damage e) {
            if (output.length >= limit) {
                throw e;
            }
            growOutput(limit);
            length = block.codec().decompress(stored, storedLength, output);
        }
        payload = new Bytes(output, header.bigEndian());
        payloadLength = length;
    }

    private void growOutput(int length) {
        if (output.length < length) {
            output = new byte[length];
        }
    }

    private void seek(long to) throws IOException {
        if (in != null) {
            in.close();
        }
        in = new BufferedInputStream(source.open(to), 1 << 16);
        position = to;
    }

    private int readInto(byte[] buffer, int length) throws IOException {
        int read = in.readNBytes(buffer, 0, length);
        position += read;
        return read;
    }
}
