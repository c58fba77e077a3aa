package org.flowfoundry.training.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.training.TrainingErrors;

/**
 * Safetensors files of 32-bit floats: eight bytes with the length of the header, the header in JSON, the values
 * (https://huggingface.co/docs/safetensors). Reading trusts nothing: every length is checked against the file's own before
 * anything of that length is made.
 */
public final class Safetensors {

    static final int LONGEST_HEADER = 10_000_000;

    private static final int LENGTH_BYTES = Long.BYTES;
    private static final int CHUNK = 1 << 18;

    private Safetensors() {}

    /** Writes tensors one after the other; the stream stays open. */
    public static void write(OutputStream out, Collection<NamedTensor> tensors, Map<String, String> metadata)
            throws IOException {
        byte[] header = TensorHeader.of(tensors, metadata).bytes();
        if (header.length > LONGEST_HEADER) {
            throw new IllegalArgumentException("A header of " + header.length + " bytes could not be read again");
        }
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        out.write(buffer.putLong(header.length).array(), 0, LENGTH_BYTES);
        out.write(header);
        for (NamedTensor tensor : tensors) {
            write(out, tensor.values(), buffer);
        }
    }

    /**
     * Reads a whole file.
     *
     * @param length of the file, in bytes
     * @param name how messages call the file
     * @throws org.flowfoundry.core.error.UserException where it is not what it should be
     */
    public static TensorFile read(InputStream in, long length, String name) throws IOException {
        try {
            TensorHeader header = readHeader(in, length, name);
            Map<String, NamedTensor> tensors = new LinkedHashMap<>();
            byte[] chunk = new byte[CHUNK];
            for (TensorHeader.Entry entry : header.entries()) {
                float[] values = read(in, entry.size(), chunk);
                tensors.put(entry.name(), new NamedTensor(entry.name(), entry.shape(), values));
            }
            return new TensorFile(name, tensors, header.metadata());
        } catch (EOFException e) {
            throw TrainingErrors.unsoundTensors(name, "it ends before its " + length + " bytes");
        }
    }

    private static TensorHeader readHeader(InputStream in, long length, String name) throws IOException {
        if (length < LENGTH_BYTES) {
            throw TrainingErrors.unsoundTensors(name, "it has only " + length + " bytes");
        }
        long headerLength = ByteBuffer.wrap(readFully(in, LENGTH_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (headerLength < 0 || headerLength > length - LENGTH_BYTES) {
            throw TrainingErrors.unsoundTensors(
                    name, "its header should have " + Long.toUnsignedString(headerLength) + " bytes, more than follow");
        }
        if (headerLength > LONGEST_HEADER) {
            throw TrainingErrors.unsoundTensors(
                    name,
                    "its header has " + headerLength + " bytes, more than " + LONGEST_HEADER + " are never needed");
        }
        byte[] header = readFully(in, (int) headerLength);
        return TensorHeader.parse(header, length - LENGTH_BYTES - headerLength, name);
    }

    private static void write(OutputStream out, float[] values, ByteBuffer buffer) throws IOException {
        int most = buffer.capacity() / Float.BYTES;
        for (int start = 0; start < values.length; start += most) {
            int count = Math.min(most, values.length - start);
            buffer.clear();
            buffer.asFloatBuffer().put(values, start, count);
            out.write(buffer.array(), 0, count * Float.BYTES);
        }
    }

    private static float[] read(InputStream in, int size, byte[] chunk) throws IOException {
        float[] values = new float[size];
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        int most = chunk.length / Float.BYTES;
        for (int start = 0; start < size; start += most) {
            int count = Math.min(most, size - start);
            if (in.readNBytes(chunk, 0, count * Float.BYTES) < count * Float.BYTES) {
                throw new EOFException();
            }
            buffer.asFloatBuffer().get(values, start, count);
        }
        return values;
    }

    private static byte[] readFully(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }
}
