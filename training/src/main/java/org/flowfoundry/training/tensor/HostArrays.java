package org.flowfoundry.training.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.function.Consumer;

/**
 * Arrays filled by Java. Their memory is PyTorch's, given back when their manager is closed; that of NDManager.create is a
 * Java buffer that waits for the garbage collector, which sees only its few bytes on the heap and so takes its time.
 */
public final class HostArrays {

    private HostArrays() {}

    /** An array of 32-bit floats on the manager's device: zeros, then what the filler puts into them, row-major. */
    public static NDArray floats(NDManager manager, Shape shape, Consumer<FloatBuffer> filler) {
        NDArray array = zeros(manager, shape, DataType.FLOAT32);
        filler.accept(array.toByteBuffer(true).asFloatBuffer());
        return onDevice(manager, array);
    }

    /** An array of 32-bit floats on the manager's device; the filler must put all of them, row-major. */
    static NDArray overwritten(NDManager manager, Shape shape, Consumer<FloatBuffer> filler) {
        NDArray array = manager.create(shape, DataType.FLOAT32, Device.cpu());
        filler.accept(array.toByteBuffer(true).asFloatBuffer());
        return onDevice(manager, array);
    }

    /** An array of 64-bit integers on the manager's device: zeros, then what the filler puts into them, row-major. */
    public static NDArray longs(NDManager manager, Shape shape, Consumer<LongBuffer> filler) {
        NDArray array = zeros(manager, shape, DataType.INT64);
        filler.accept(array.toByteBuffer(true).asLongBuffer());
        return onDevice(manager, array);
    }

    private static NDArray zeros(NDManager manager, Shape shape, DataType type) {
        return manager.zeros(shape, type, Device.cpu());
    }

    private static NDArray onDevice(NDManager manager, NDArray array) {
        if (!manager.getDevice().isGpu()) {
            return array;
        }
        NDArray copy = array.toDevice(manager.getDevice(), true);
        array.close();
        return copy;
    }
}
