package org.flowfoundry.etl.encode;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Writes IPFIX messages one after the other (RFC 5655), all of one observation domain: one transport session, whose sequence
 * numbers begin at 0. A message waits in memory until it is sent; the caller sends it once {@link #isFull}.
 */
public final class IpfixMessages implements Closeable {

    /** The set of templates, RFC 7011 section 3.3.2. */
    public static final int TEMPLATE_SET = 2;

    /** What may be written at once, in bytes: a record, or a template. */
    public static final int LONGEST_RECORD = 4_096;

    private static final int VERSION = 10;
    private static final int HEADER = 16;
    private static final int FULL = 8_192;

    private final OutputStream out;
    private final int observationDomain;
    private final ByteBuffer message = ByteBuffer.allocate(FULL + 2 * LONGEST_RECORD);

    private int sequence;
    private int records;
    private int setStart = -1;
    private int setId;

    public IpfixMessages(OutputStream out, int observationDomain) {
        this.out = out;
        this.observationDomain = observationDomain;
        message.position(HEADER);
    }

    /** Whether the message should be sent before more is written. */
    public boolean isFull() {
        return message.position() > FULL;
    }

    /** Whether nothing waits to be sent. */
    public boolean isEmpty() {
        return message.position() == HEADER;
    }

    /** Where to write the next template record. */
    public ByteBuffer template() {
        openSet(TEMPLATE_SET);
        return message;
    }

    /** Where to write the next data record, which is written according to that template. */
    public ByteBuffer record(int templateId) {
        openSet(templateId);
        records++;
        return message;
    }

    /** Writes whole sets, which hold that many data records. */
    public void sets(int dataRecords, Consumer<ByteBuffer> writer) {
        closeSet();
        writer.accept(message);
        records += dataRecords;
    }

    /**
     * Sends the message, if there is one. The sequence number counts the data records before the message, those of options
     * too (RFC 7011 section 3.1).
     *
     * @param exportSeconds since 1970 UTC
     */
    public void send(long exportSeconds) throws IOException {
        closeSet();
        if (!isEmpty()) {
            message.putShort(0, (short) VERSION);
            message.putShort(2, (short) message.position());
            message.putInt(4, (int) exportSeconds);
            message.putInt(8, sequence);
            message.putInt(12, observationDomain);
            out.write(message.array(), 0, message.position());
            sequence += records;
        }
        message.clear().position(HEADER);
        records = 0;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void openSet(int id) {
        if (setStart < 0 || id != setId) {
            closeSet();
            setStart = message.position();
            setId = id;
            message.putShort((short) id).putShort((short) 0);
        }
    }

    private void closeSet() {
        if (setStart >= 0) {
            message.putShort(setStart + 2, (short) (message.position() - setStart));
            setStart = -1;
        }
    }
}
