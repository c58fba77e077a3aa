package org.flowfoundry.training.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The operations of networks that DJL's arrays lack or make of many small ones; each is one kernel of PyTorch, on either
 * device, with its gradient. The result belongs to the manager of the first argument.
 */
public final class Kernels {

    private static final double LAYER_NORM_EPSILON = 1e-5;

    private Kernels() {}

    /**
     * x W^T + b.
     *
     * @param x (..., in)
     * @param weight (out, in)
     * @param bias (out), or null
     * @return (..., out)
     */
    public static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        Gemm gemm = x.getDevice().isGpu() ? Gemm.MKL : Gemm.chosen();
        return gemm.linear(x, weight, bias);
    }

    /**
     * A convolution of images that keeps their size, or with a stride of 2 halves it, rounded up.
     *
     * @param x (images, height, width, in)
     * @param weight (out, in, k, k), k odd
     * @param bias (out)
     * @return (images, height, width, out), each of height and width divided by the stride
     */
    public static NDArray convolution(NDArray x, NDArray weight, NDArray bias, int stride) {
        long around = weight.getShape().get(2) / 2;
        // A permuted view of channels-last memory is what PyTorch's kernels like best: nothing is copied.
        return JniUtils.convolution(
                        torch(x.transpose(0, 3, 1, 2)),
                        torch(weight),
                        torch(bias),
                        new Shape(stride, stride),
                        new Shape(around, around),
                        new Shape(1, 1),
                        1)
                .transpose(0, 2, 3, 1);
    }

    /** Each image twice as high and wide, every pixel four times: (images, height, width, channels). */
    public static NDArray doubled(NDArray x) {
        return x.repeat(1, 2).repeat(2, 2);
    }

    /** Normalises the last dimension to mean 0 and variance 1, then gain and bias (Ba et al. 2016). */
    public static NDArray layerNorm(NDArray x, NDArray gain, NDArray bias) {
        return JniUtils.layerNorm(torch(x), gain.getShape(), torch(gain), torch(bias), LAYER_NORM_EPSILON);
    }

    /** x times the normal distribution function of x, exactly (Hendrycks and Gimpel 2016). */
    public static NDArray gelu(NDArray x) {
        return JniUtils.gelu(torch(x));
    }

    /** x times sigmoid(x), also called SiLU. */
    public static NDArray swish(NDArray x) {
        return x.mul(sigmoid(x));
    }

    public static NDArray sigmoid(NDArray x) {
        return JniUtils.sigmoid(torch(x));
    }

    /** Softmax over the last dimension. */
    public static NDArray softmax(NDArray x) {
        return JniUtils.softmax(torch(x), -1, DataType.FLOAT32);
    }

    /** Logarithm of the softmax over the last dimension. */
    public static NDArray logSoftmax(NDArray x) {
        return JniUtils.logSoftmax(torch(x), -1, DataType.FLOAT32);
    }

    /**
     * Rows of a table.
     *
     * @param indices (...) whole numbers
     * @param table (rows, width)
     * @return (..., width)
     */
    public static NDArray embedding(NDArray indices, NDArray table) {
        return JniUtils.embedding(torch(indices), torch(table), false);
    }

    /**
     * One value of each row.
     *
     * @param x (rows, width)
     * @param indices (rows, 1), of 64 bits
     * @return (rows, 1)
     */
    public static NDArray pick(NDArray x, NDArray indices) {
        return JniUtils.gather(torch(x), torch(indices), 1);
    }

    /**
     * For each place of the result, the value that stands in the same column of a row given for it.
     *
     * @param x (rows, width)
     * @param indices (chosen, width) numbers of rows, of 64 bits
     * @return (chosen, width)
     */
    public static NDArray pickRows(NDArray x, NDArray indices) {
        return JniUtils.gather(torch(x), torch(indices), 0);
    }

    /**
     * A matrix that is mostly zeros. What it multiplies gets a gradient, it itself none.
     *
     * @param indices (2, entries) rows and columns, of 64 bits; the quickest when sorted
     * @param values (entries)
     */
    public static NDArray sparse(NDArray indices, NDArray values, long rows, long columns) {
        return JniUtils.createSparseCoo(torch(indices), torch(values), new Shape(rows, columns));
    }

    /**
     * A number times x. Not NDArray.mul(Number): what it makes of the number is a Java buffer that the gradient reads later, and
     * that the garbage collector may have taken by then, so that one gradient in thousands was garbage.
     */
    public static NDArray times(NDArray x, double number) {
        return x.mul(number(x, number));
    }

    /** The smaller of x and a number; see {@link #times}. */
    public static NDArray atMost(NDArray x, double number) {
        return x.minimum(number(x, number));
    }

    private static NDArray number(NDArray beside, double value) {
        return HostArrays.floats(beside.getManager(), new Shape(), into -> into.put(0, (float) value));
    }

    /** log(1 + exp(x)), without overflow. */
    public static NDArray softplus(NDArray x) {
        return JniUtils.softPlus(torch(x));
    }

    /** Adds to an array in place: only to a result that nothing else was computed from. */
    public static NDArray addInto(NDArray x, NDArray other) {
        JniUtils.addi(torch(x), torch(other));
        return x;
    }

    /** log(1 + factor x), in the place of x: only of a result that nothing else was computed from, without gradient. */
    public static NDArray logOnePlus(NDArray x, double factor) {
        try (NDArray number = x.getManager().create((float) factor);
                NDArray one = x.getManager().create(1f)) {
            JniUtils.muli(torch(x), torch(number));
            JniUtils.addi(torch(x), torch(one));
        }
        return JniUtils.log(torch(x));
    }

    /** Cuts a dimension into pieces of these sizes: views. */
    public static NDList split(NDArray x, int axis, long... sizes) {
        return JniUtils.split(torch(x), sizes, axis);
    }

    /** The same values, of which no gradient flows back. */
    public static NDArray detach(NDArray x) {
        return JniUtils.detachGradient(torch(x));
    }

    /** Adds the gradient of a scalar to the gradients of the leaves that it depends on. */
    static void backward(NDArray scalar) {
        NDManager manager = scalar.getManager();
        try (NDArray one = manager.ones(new Shape(), DataType.FLOAT32)) {
            JniUtils.backward(torch(scalar), torch(one), false, false);
        }
    }

    static void zeroGradient(NDArray leaf) {
        JniUtils.zeroGrad(torch(leaf));
    }

    /** The only cast: every array of this project is PyTorch's. */
    static PtNDArray torch(NDArray array) {
        return (PtNDArray) array;
    }
}
