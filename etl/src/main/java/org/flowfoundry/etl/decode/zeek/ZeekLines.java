package org.flowfoundry.etl.decode.zeek;

import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.text.LineDecoder;
import org.flowfoundry.etl.decode.text.LineReader;

/**
 * The lines of a conn log: header lines, which may recur as logs are joined, tab-separated records under them, and JSON
 * records.
 */
final class ZeekLines implements LineDecoder {

    private final ZeekJson json = new ZeekJson();
    private ZeekHeader header;
    /** The header of the file's first record, which is all that a split further on knows. */
    private ZeekHeader first;

    private ZeekTsv tsv;

    /** @param header what the file's first header lines say; {@link ZeekHeader#DEFAULT} where they are still to come */
    ZeekLines(ZeekHeader header) {
        this.header = header;
    }

    @Override
    public boolean isRecord(LineReader line) {
        if (ZeekHeader.isHeader(line)) {
            header = header.with(line);
            tsv = null;
            return false;
        }
        if (line.isBlank()) {
            return false;
        }
        if (first == null) {
            first = header;
        }
        return true;
    }

    @Override
    public boolean maySplitHere() {
        return header.equals(first);
    }

    @Override
    public String decode(LineReader line, FlowBatch batch) {
        if (isJson(line)) {
            return json.decode(line, batch);
        }
        if (tsv == null) {
            tsv = new ZeekTsv(header);
        }
        return tsv.decode(line, batch);
    }

    static boolean isJson(LineReader line) {
        return line.length() > 0 && line.bytes()[line.start()] == '{';
    }
}
