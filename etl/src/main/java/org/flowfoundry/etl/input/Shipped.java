package org.flowfoundry.etl.input;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/**
 * A value on its way between driver and executors, serialized as Spark serializes its closures whatever
 * {@code spark.serializer} says: Kryo as Spark has it cannot make records, nor Java's immutable lists.
 *
 * @param <T> of serializable values
 */
public final class Shipped<T> implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final ClassTag<Object> ANY = ClassTag.apply(Object.class);

    private final byte[] bytes;
    private transient T value;

    private Shipped(byte[] bytes) {
        this.bytes = bytes;
    }

    public static <T> Shipped<T> of(T value) {
        ByteBuffer buffer = serializer().serialize(value, ANY);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return new Shipped<>(bytes);
    }

    /** The value as it arrived, made once per copy of this. */
    @SuppressWarnings("unchecked") // of() took a T
    public synchronized T open() {
        if (value == null) {
            value = (T) serializer().deserialize(ByteBuffer.wrap(bytes), ANY);
        }
        return value;
    }

    private static SerializerInstance serializer() {
        return SparkEnv.get().closureSerializer().newInstance();
    }
}
