package org.flowfoundry.etl.decode.nfcapd;

import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.nfcapd.BlockHeader.Content;

/**
 * Reads the flows of one split of an nfcapd file.
 *
 * <p>{@code source_record} counts a file's flow records from 0; {@code source_offset} is the record's own offset in files
 * that are not compressed, else its block's. What is damaged is one quarantined record per stretch: see
 * {@link RecordWalk}.
 */
final class NfcapdReader implements FlowReader {

    private final Quarantine quarantine;
    private final Context context = new Context();
    private final FlowRow row = new FlowRow(context.exporters());
    private RecordWalk walk;
    private RecordDecoder decoder;
    private long start;
    private long quarantined;

    private NfcapdReader(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    static NfcapdReader open(DecodeRequest request) throws IOException {
        NfcapdReader reader = new NfcapdReader(request.quarantine());
        byte[] head = head(request.source());
        try {
            reader.begin(request, FileHeader.parse(head));
        } catch (Damage e) {
            if (request.split().isFirst()) {
                reader.quarantine(-1, 0, e.getMessage(), head, 0, head.length);
            }
        }
        return reader;
    }

    /** A file's first bytes, as many as its header may have. */
    static byte[] head(ByteSource source) throws IOException {
        try (InputStream in = source.open(0)) {
            return in.readNBytes(FileHeader.MAX_LENGTH);
        }
    }

    @Override
    public boolean read(FlowBatch batch) throws IOException {
        batch.clear();
        while (walk != null && !batch.isFull() && walk.next()) {
            try {
                if (walk.isFlow()) {
                    decode(batch);
                } else {
                    context.learn(walk.type(), walk.bytes(), walk.at(), walk.size());
                }
            } catch (Damage e) {
                walk.reject(e.getMessage());
            }
        }
        return batch.rows() > 0;
    }

    @Override
    public DecodeCounts counts() {
        return new DecodeCounts(quarantined, 0, 0, walk == null ? 0 : walk.position() - start);
    }

    @Override
    public void close() throws IOException {
        if (walk != null) {
            walk.close();
        }
    }

    private void begin(DecodeRequest request, FileHeader header) throws IOException {
        Split split = request.split();
        start = split.isFirst() ? 0 : split.start();
        long firstBlock = split.isFirst() ? header.layout().headerLength() : split.start();
        long blocksBefore = Prelude.learn(context, request, header, firstBlock);
        BlockStream blocks = new BlockStream(
                request.source(),
                header,
                firstBlock,
                split.end(),
                blocksBefore,
                EnumSet.of(Content.FLOWS, Content.EXPORTERS));
        walk = new RecordWalk(blocks, header.layout(), split.firstRecord(), this::quarantine);
        decoder = RecordDecoder.of(header.layout(), context);
    }

    private void decode(FlowBatch batch) throws Damage {
        row.begin(batch);
        try {
            decoder.decode(walk.bytes(), walk.at(), walk.size(), row);
        } catch (Damage e) {
            batch.abandonRow();
            throw e;
        }
        int index = batch.rows();
        batch.sourceRecord.set(index, walk.number());
        batch.sourceOffset.set(index, walk.offset());
        batch.endRow();
    }

    private void quarantine(long number, long offset, String reason, byte[] raw, int rawOffset, int rawLength) {
        quarantined++;
        quarantine.add(number, offset, reason, raw, rawOffset, rawLength);
    }
}
