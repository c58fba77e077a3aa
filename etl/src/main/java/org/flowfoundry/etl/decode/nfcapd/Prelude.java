package org.flowfoundry.etl.decode.nfcapd;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.nfcapd.BlockHeader.Content;
import org.flowfoundry.etl.decode.nfcapd.NfcapdKnowledge.Control;
import org.flowfoundry.etl.decode.nfcapd.NfcapdKnowledge.FileKnowledge;

/**
 * What must be known before the first record of a split is read: the control records of earlier blocks, and in layout 3
 * the blocks of exporters, which stand behind the flows. The survey's knowledge tells, else the file itself is asked.
 */
final class Prelude {

    private static final RecordWalk.Damaged IGNORED = (number, offset, reason, raw, rawOffset, rawLength) -> {};

    private Prelude() {}

    /**
     * Takes into the context what precedes a split.
     *
     * @param firstBlock offset of the split's first block
     * @return how many blocks of the file stand before it
     */
    static long learn(Context context, DecodeRequest request, FileHeader header, long firstBlock) throws IOException {
        ByteSource source = request.source();
        Optional<FileKnowledge> known = NfcapdKnowledge.of(request.knowledge(), source.name());
        if (known.isPresent()) {
            replay(context, known.get(), header, firstBlock);
            return known.get().blocksBefore().getOrDefault(firstBlock, 0L);
        }
        if (header.layout() == Layout.THREE) {
            read(context, source, header, Long.MAX_VALUE, Content.EXPORTERS);
            return 0;
        }
        return read(context, source, header, firstBlock, Content.FLOWS);
    }

    private static void replay(Context context, FileKnowledge known, FileHeader header, long firstBlock) {
        for (Control control : known.controls()) {
            if (control.blockOffset() < firstBlock || header.layout() == Layout.THREE) {
                Bytes bytes = new Bytes(control.bytes(), header.bigEndian());
                learn(context, bytes.u16(0), bytes, 0, control.bytes().length);
            }
        }
    }

    private static long read(Context context, ByteSource source, FileHeader header, long end, Content content)
            throws IOException {
        long start = header.layout().headerLength();
        BlockStream blocks = new BlockStream(source, header, start, end, 0, EnumSet.of(content));
        try (RecordWalk walk = new RecordWalk(blocks, header.layout(), 0, IGNORED)) {
            while (walk.next()) {
                if (!walk.isFlow()) {
                    learn(context, walk.type(), walk.bytes(), walk.at(), walk.size());
                }
            }
            return walk.blocks();
        }
    }

    /** A control record that cannot be taken in is quarantined by the reader of its own split. */
    private static void learn(Context context, int type, Bytes bytes, int at, int size) {
        try {
            context.learn(type, bytes, at, size);
        } catch (Damage e) {
            return; // as it will be there: nothing of it is known
        }
    }
}
