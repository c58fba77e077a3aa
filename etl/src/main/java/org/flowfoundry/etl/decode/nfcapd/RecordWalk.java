package org.flowfoundry.etl.decode.nfcapd;

import java.io.Closeable;
import java.io.IOException;

/**
 * Steps through the flow and control records of a run of blocks, past whatever is damaged.
 *
 * <p>Flow records are numbered from 0 through the file, as nfdump prints them. What is damaged is told once per stretch: a
 * block that cannot be read, the rest of a block behind a record whose size cannot be, a record of an unknown type. A
 * stretch takes as many numbers as its block claims records, as far as that is believable, else one: numbers behind
 * damage stay the same however a file is split.
 */
final class RecordWalk implements Closeable {

    /** Takes what is damaged. */
    interface Damaged {
        void add(long number, long offset, String reason, byte[] raw, int rawOffset, int rawLength);
    }

    private static final int RECORD_HEADER = 4;
    private static final int LAYOUT_3_FLOWS_BEGIN = 32;
    private static final int LAYOUT_3_EXPORTERS_BEGIN = 8;

    private final BlockStream blocks;
    private final Layout layout;
    private final Damaged damaged;

    private Bytes bytes;
    private int end;
    private int next;
    private long remaining;
    private int at;
    private int size;
    private int type;
    private RecordKind kind;
    private long number;
    private long nextNumber;
    private long blockFirstNumber;

    RecordWalk(BlockStream blocks, Layout layout, long firstNumber, Damaged damaged) {
        this.blocks = blocks;
        this.layout = layout;
        this.nextNumber = firstNumber;
        this.damaged = damaged;
    }

    /** Goes to the next flow or control record; false at the end. */
    boolean next() throws IOException {
        while (true) {
            if (next < end) {
                if (step()) {
                    return true;
                }
            } else if (!nextBlock()) {
                return false;
            }
        }
    }

    /** The buffer that holds the record; its next block overwrites it. */
    Bytes bytes() {
        return bytes;
    }

    /** Where the record begins in {@link #bytes()}. */
    int at() {
        return at;
    }

    /** The record's size in bytes, its header included: all of them are there. */
    int size() {
        return size;
    }

    int type() {
        return type;
    }

    boolean isFlow() {
        return kind == RecordKind.FLOW;
    }

    /** The flow record's number in its file; -1 for a control record. */
    long number() {
        return number;
    }

    /** File offset of the record, or of its block where that is compressed. */
    long offset() {
        return blocks.isStoredPlain() ? blocks.offset() + layout.blockHeaderLength() + at : blocks.offset();
    }

    long blockOffset() {
        return blocks.offset();
    }

    /** The number of the first flow record of the current block. */
    long blockFirstNumber() {
        return blockFirstNumber;
    }

    /** Blocks of the file up to and with the current one. */
    long blocks() {
        return blocks.blocks();
    }

    /** Bytes of the file up to the block behind the current one. */
    long position() {
        return blocks.position();
    }

    /** Tells that the current record is damaged. */
    void reject(String reason) {
        damaged.add(number, offset(), reason, bytes.array(), at, size);
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }

    private boolean step() {
        at = next;
        if (end - at < RECORD_HEADER) {
            rejectRestOfBlock("the block ends inside a record");
            return false;
        }
        type = bytes.u16(at);
        size = bytes.u16(at + 2);
        if (size < RECORD_HEADER || size > end - at) {
            rejectRestOfBlock("a record's size of " + size + " bytes does not fit its block");
            return false;
        }
        next = at + size;
        remaining--;
        kind = layout.kind(type);
        number = kind == RecordKind.FLOW || kind == RecordKind.UNKNOWN ? nextNumber++ : -1;
        if (kind == RecordKind.UNKNOWN) {
            reject("a record of unknown type " + type);
        }
        return kind == RecordKind.FLOW || kind == RecordKind.CONTROL;
    }

    private void rejectRestOfBlock(String reason) {
        long missing = believable(remaining, end - at);
        damaged.add(nextNumber, offset(), withCount(reason, missing), bytes.array(), at, end - at);
        nextNumber += missing;
        next = end;
    }

    private boolean nextBlock() throws IOException {
        end = 0;
        next = 0;
        try {
            if (!blocks.next()) {
                return false;
            }
            begin();
        } catch (Damage e) {
            long missing = believable(blocks.claimedRecords(), layout.blockLimit());
            String reason = withCount(e.getMessage(), missing);
            damaged.add(nextNumber, blocks.offset(), reason, blocks.stored(), 0, blocks.storedLength());
            nextNumber += missing;
        }
        return true;
    }

    private void begin() throws Damage {
        bytes = blocks.payload();
        int length = blocks.payloadLength();
        remaining = blocks.claimedRecords();
        blockFirstNumber = nextNumber;
        if (layout == Layout.THREE) {
            next = blocks.holdsFlows() ? LAYOUT_3_FLOWS_BEGIN : LAYOUT_3_EXPORTERS_BEGIN;
            if (length < next) {
                throw new Damage("the block ends inside its own description");
            }
            remaining = bytes.u32(0);
        }
        end = length;
    }

    private static String withCount(String reason, long records) {
        return records > 1 ? reason + "; by its header, " + records + " records are lost with it" : reason;
    }

    private static long believable(long records, int bytes) {
        return records < 1 || records > bytes / RECORD_HEADER ? 1 : records;
    }
}
