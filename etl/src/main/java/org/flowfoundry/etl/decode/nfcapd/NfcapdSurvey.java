package org.flowfoundry.etl.decode.nfcapd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.Survey;
import org.flowfoundry.etl.decode.nfcapd.BlockHeader.Content;
import org.flowfoundry.etl.decode.nfcapd.NfcapdKnowledge.Control;
import org.flowfoundry.etl.decode.nfcapd.NfcapdKnowledge.FileKnowledge;

/**
 * The first pass over a file that is larger than a split: decompresses its blocks and steps over their records, which
 * finds the splits, their first records' numbers, and the control records. Files of one split are not read, nor is BZ2,
 * whose decompression costs so much more than all the rest that doing it twice would outweigh the splits.
 */
final class NfcapdSurvey {

    /** More bytes of control records than any collector writes. */
    private static final int CONTROLS_LIMIT = 1 << 20;

    private final long splitBytes;
    private final List<Split> splits = new ArrayList<>();
    private final List<Control> controls = new ArrayList<>();
    private final Map<Long, Long> blocksBefore = new HashMap<>();
    private long start;
    private long firstRecord;
    private long controlBytes;

    private NfcapdSurvey(long splitBytes) {
        this.splitBytes = splitBytes;
    }

    static Survey of(ByteSource source, long splitBytes) throws IOException {
        if (source.length() <= splitBytes) {
            return Survey.WHOLE;
        }
        FileHeader header;
        try {
            header = FileHeader.parse(NfcapdReader.head(source));
        } catch (Damage e) {
            return Survey.WHOLE; // its reader says why it cannot be read
        }
        return header.codec() == Codec.BZ2 ? Survey.WHOLE : new NfcapdSurvey(splitBytes).read(source, header);
    }

    private Survey read(ByteSource source, FileHeader header) throws IOException {
        long firstBlock = header.layout().headerLength();
        BlockStream blocks = new BlockStream(
                source, header, firstBlock, Long.MAX_VALUE, 0, EnumSet.of(Content.FLOWS, Content.EXPORTERS));
        try (RecordWalk walk =
                new RecordWalk(blocks, header.layout(), 0, (number, offset, reason, raw, from, length) -> {})) {
            while (walk.next()) {
                if (walk.blockOffset() - start >= splitBytes) {
                    beginSplit(walk);
                }
                if (!walk.isFlow()) {
                    keep(walk);
                }
                if (controlBytes > CONTROLS_LIMIT) {
                    return Survey.WHOLE;
                }
            }
        }
        if (splits.isEmpty()) {
            return Survey.WHOLE;
        }
        splits.add(new Split(start, Long.MAX_VALUE, firstRecord));
        FileKnowledge knowledge = new FileKnowledge(List.copyOf(controls), Map.copyOf(blocksBefore));
        return new Survey(splits, new NfcapdKnowledge(Map.of(source.name(), knowledge)));
    }

    private void beginSplit(RecordWalk walk) {
        splits.add(new Split(start, walk.blockOffset(), firstRecord));
        start = walk.blockOffset();
        firstRecord = walk.blockFirstNumber();
        blocksBefore.put(start, walk.blocks() - 1);
    }

    private void keep(RecordWalk walk) {
        byte[] record = Arrays.copyOfRange(walk.bytes().array(), walk.at(), walk.at() + walk.size());
        controls.add(new Control(walk.blockOffset(), record));
        controlBytes += record.length;
    }
}
