package org.flowfoundry.etl.decode.nfcapd;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.flowfoundry.etl.decode.ByteSource;

/**
 * Looks for the block behind a damaged header. Nothing marks a block's begin, so a place is believed where a header could
 * stand, and behind as many bytes as it announces another one, or the file's end.
 */
final class BlockSearch {

    private static final int CHUNK = 64 << 10;
    /** So that a file made of such places takes no longer than a damaged one. */
    private static final int CANDIDATES_LIMIT = 1000;

    private final ByteSource source;
    private final FileHeader file;
    private final int headerLength;
    private int candidates;

    BlockSearch(ByteSource source, FileHeader file) {
        this.source = source;
        this.file = file;
        this.headerLength = file.layout().blockHeaderLength();
    }

    /** The offset of the first block that begins at this offset or later; -1 where none is found. */
    long from(long offset) throws IOException {
        try (InputStream in = new BufferedInputStream(source.open(offset), CHUNK)) {
            byte[] chunk = new byte[CHUNK];
            Bytes bytes = new Bytes(chunk, file.bigEndian());
            long chunkOffset = offset;
            int length = in.readNBytes(chunk, 0, CHUNK);
            while (length >= headerLength) {
                int places = length - headerLength + 1;
                for (int at = 0; at < places; at++) {
                    if (BlockHeader.mayBegin(file, bytes, at) && isBlock(bytes, at, chunkOffset + at)) {
                        return chunkOffset + at;
                    }
                }
                System.arraycopy(chunk, places, chunk, 0, length - places);
                chunkOffset += places;
                length -= places;
                length += in.readNBytes(chunk, length, CHUNK - length);
            }
        }
        return -1;
    }

    private boolean isBlock(Bytes bytes, int at, long offset) throws IOException {
        if (candidates++ >= CANDIDATES_LIMIT) {
            return false;
        }
        try {
            BlockHeader header = BlockHeader.parse(file, bytes, at);
            return mayFollow(offset + headerLength + header.storedLength());
        } catch (Damage e) {
            return false;
        }
    }

    private boolean mayFollow(long offset) throws IOException {
        try (InputStream in = source.open(offset - 1)) {
            byte[] header = new byte[1 + headerLength];
            int length = in.readNBytes(header, 0, header.length);
            Bytes bytes = new Bytes(header, file.bigEndian());
            return length == 1 || (length == header.length && BlockHeader.mayBegin(file, bytes, 1));
        }
    }
}
