package org.flowfoundry.training.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model's parameters as one vector on the device. Gradients are taken of the vector as a whole, so optimizer, clipping,
 * all-reduce and checkpoints each work on one array. Not for use by several threads at once.
 *
 * <p>On the CPU the buffers given out are the tensors' own memory: valid until this is closed, and never copied. On a GPU
 * they are copies: {@link #gradient()} fetches, {@link #commit()} sends.
 */
public final class FlatParameters implements AutoCloseable {

    private final ParameterLayout layout;
    private final NDManager manager;
    private final boolean onHost;
    private NDArray vector;
    private ByteBuffer values;
    private NDArray gradient;

    /** Parameters of the layout with these first values. */
    public FlatParameters(ParameterLayout layout, float[] values, NativeEngine engine) {
        if (values.length != layout.size()) {
            throw new IllegalArgumentException(values.length + " values for " + layout.size() + " parameters");
        }
        this.layout = layout;
        this.manager = engine.newManager();
        this.onHost = !engine.device().isGpu();
        if (onHost) {
            // Memory of PyTorch's own: what create(float[]) gives is a view of a Java buffer.
            this.vector = leaf(manager.zeros(new Shape(values.length)));
            this.values = vector.toByteBuffer(true);
        } else {
            this.values = ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
        }
        set(values);
    }

    private static NDArray leaf(NDArray array) {
        array.setRequiresGradient(true);
        return array;
    }

    public ParameterLayout layout() {
        return layout;
    }

    /**
     * The named tensors: views of the vector, recorded for the gradient when made within
     * {@link NativeEngine#differentiating}.
     *
     * @param step owns them
     */
    public Tensors tensors(NDManager step) {
        NDList pieces = Kernels.split(vector, layout.sizes());
        Map<String, NDArray> byName = new HashMap<>();
        List<ParameterSpec> specs = layout.specs();
        for (int i = 0; i < specs.size(); i++) {
            NDArray piece = pieces.get(i);
            piece.attach(step);
            byName.put(specs.get(i).name(), piece.reshape(shape(specs.get(i))));
        }
        return new Tensors(byName);
    }

    private static Shape shape(ParameterSpec spec) {
        long[] dimensions = new long[spec.shape().length];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = spec.shape()[i];
        }
        return new Shape(dimensions);
    }

    /** Adds the gradient of a loss to what {@link #gradient()} gives. */
    public void backward(NDArray loss) {
        Kernels.backward(loss);
    }

    /**
     * The sum of the gradients since {@link #zeroGradient()}: a direct buffer of floats in native order, position 0, that
     * may be overwritten.
     */
    public ByteBuffer gradient() {
        if (gradient != null) {
            gradient.close();
        }
        gradient = vector.getGradient();
        if (!onHost) {
            NDArray onDevice = gradient;
            gradient = onDevice.toDevice(Device.cpu(), true);
            onDevice.close();
        }
        return gradient.toByteBuffer(true);
    }

    public void zeroGradient() {
        Kernels.zeroGradient(vector);
    }

    /** The values: a direct buffer of floats in native order, position 0. After writing to it, {@link #commit()}. */
    public ByteBuffer buffer() {
        return values.duplicate().order(ByteOrder.nativeOrder());
    }

    /** Makes what was written to {@link #buffer()} the values of the model. */
    public void commit() {
        if (onHost) {
            return;
        }
        if (gradient != null) {
            gradient.close();
            gradient = null;
        }
        NDArray next = leaf(manager.create(values.duplicate(), new Shape(layout.size())));
        if (vector != null) {
            vector.close();
        }
        vector = next;
    }

    /** A copy of the values. */
    public float[] values() {
        float[] copy = new float[layout.size()];
        buffer().asFloatBuffer().get(copy);
        return copy;
    }

    /** Replaces all values. */
    public void set(float[] newValues) {
        buffer().asFloatBuffer().put(newValues);
        commit();
    }

    /** How many arrays live here: the same before and after a step. */
    int managedArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
