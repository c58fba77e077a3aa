package org.flowfoundry.etl.decode.nfcapd;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flowfoundry.etl.decode.Knowledge;

/**
 * What readers of later splits need from earlier blocks of their file. Only files that were split are here.
 *
 * @param files by the file's name
 */
record NfcapdKnowledge(Map<String, FileKnowledge> files) implements Knowledge {

    /**
     * @param controls the file's control records in order
     * @param blocksBefore by the offset at which a split begins, the blocks before it
     */
    record FileKnowledge(List<Control> controls, Map<Long, Long> blocksBefore) implements java.io.Serializable {}

    /**
     * @param blockOffset where the block begins that holds the record
     * @param bytes the record as it stands in the block
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Control(long blockOffset, byte[] bytes) implements java.io.Serializable {}

    NfcapdKnowledge {
        files = Map.copyOf(files);
    }

    /** What is known of a file. */
    static Optional<FileKnowledge> of(Knowledge knowledge, String file) {
        return knowledge instanceof NfcapdKnowledge known
                ? Optional.ofNullable(known.files.get(file))
                : Optional.empty();
    }

    @Override
    public Knowledge merge(Knowledge later) {
        if (!(later instanceof NfcapdKnowledge other)) {
            return this;
        }
        Map<String, FileKnowledge> merged = new HashMap<>(files);
        merged.putAll(other.files);
        return new NfcapdKnowledge(merged);
    }
}
