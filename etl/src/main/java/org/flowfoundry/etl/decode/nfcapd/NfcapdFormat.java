package org.flowfoundry.etl.decode.nfcapd;

import java.io.IOException;
import java.util.Optional;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.Survey;

/**
 * The files of nfdump's collectors nfcapd, sfcapd and nfpcapd: layouts 1 (nfdump 1.6), 2 (1.7) and 3 (1.8), in every
 * compression and either byte order.
 *
 * <p>A file is split by block. Records that later records need, such as layout 1's extension maps, are found by the survey
 * and handed to the readers of later splits.
 */
public final class NfcapdFormat implements FlowFormat {

    @Override
    public String name() {
        return "nfcapd";
    }

    @Override
    public String description() {
        return "files of nfdump's collectors (1.6, 1.7, 1.8), any compression";
    }

    @Override
    public boolean recognizes(InputHead head) {
        return FileHeader.isClaimedBy(head.bytes());
    }

    @Override
    public Optional<String> rejects(InputHead head) {
        try {
            FileHeader.parse(head.bytes());
            return Optional.empty();
        } catch (Damage e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public Survey survey(ByteSource source, long splitBytes) throws IOException {
        return NfcapdSurvey.of(source, splitBytes);
    }

    @Override
    public FlowReader open(DecodeRequest request) throws IOException {
        return NfcapdReader.open(request);
    }
}
