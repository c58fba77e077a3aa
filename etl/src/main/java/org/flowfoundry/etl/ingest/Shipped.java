package org.flowfoundry.etl.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * A value on its way between driver and executors, by Java serialization whatever {@code spark.serializer} says: Kryo as
 * Spark has it cannot make records, nor Java's immutable lists.
 */
final class Shipped<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private transient T value;

    private Shipped(byte[] bytes) {
        this.bytes = bytes;
    }

    static <T> Shipped<T> of(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException("Not serializable: " + value.getClass(), e);
        }
        return new Shipped<>(bytes.toByteArray());
    }

    /** The value as it arrived, made once per copy of this. */
    synchronized T open() {
        if (value == null) {
            value = read();
        }
        return value;
    }

    @SuppressWarnings("unchecked") // of() took a T
    private T read() {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (T) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("Driver and executors run different versions", e);
        }
    }
}
