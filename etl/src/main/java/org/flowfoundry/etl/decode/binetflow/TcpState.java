package org.flowfoundry.etl.decode.binetflow;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.text.Field;

/** The flow's state as Argus writes it: for TCP the flags seen from the source and from the destination, {@code FSPA_FSPA}. */
final class TcpState {

    /** The flags' letters from the lowest bit on (IE 6): FIN, SYN, RST, PSH, ACK, URG, ECE, CWR. */
    private static final String LETTERS = "FSRPAUEC";

    private static final int TCP = 6;
    private static final int LONGEST = 2 * LETTERS.length() + 1;
    private static final Pattern FLAGS = Pattern.compile("([" + LETTERS + "]*)_([" + LETTERS + "]*)");

    private String text;

    void forget() {
        text = null;
    }

    boolean parse(String name, byte[] bytes, int from, int to, FlowBatch batch) {
        if (to - from <= LONGEST) {
            text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
        return Field.keep(name, bytes, from, to, batch);
    }

    void complete(FlowBatch batch) {
        int row = batch.rows();
        if (text == null || batch.protocol.isNull(row) || batch.protocol.get(row) != TCP) {
            return;
        }
        Matcher flags = FLAGS.matcher(text);
        if (flags.matches()) {
            batch.tcpFlags.set(row, bits(flags.group(1)));
            batch.reverseTcpFlags.set(row, bits(flags.group(2)));
        }
    }

    private static int bits(String letters) {
        return letters.chars().map(letter -> 1 << LETTERS.indexOf(letter)).reduce(0, (all, flag) -> all | flag);
    }
}
