package org.flowfoundry.training.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * How a linear layer multiplies on the CPU. PyTorch gives matrix products to MKL, which runs at half speed on processors
 * that are not Intel's, but 1x1 convolutions to oneDNN, which does not: there the same layer as a convolution takes 0.6 of
 * the time of a training step.
 */
public enum Gemm {
    /** PyTorch's linear. */
    MKL {
        @Override
        public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
            return JniUtils.linear(Kernels.torch(x), Kernels.torch(weight), torchOrNull(bias));
        }
    },

    /** Linear as a convolution with a kernel of one pixel over an image of tokens, channels last. */
    CONV1X1 {
        @Override
        public NDArray linear(NDArray x, NDArray weight, NDArray bias) {
            long in = weight.getShape().get(1);
            long out = weight.getShape().get(0);
            long rows = x.size() / in;
            long fold = fold(rows);
            if (fold == 0) {
                return MKL.linear(x, weight, bias);
            }
            // A permuted view of row-major tokens is what PyTorch calls channels-last memory: nothing is copied.
            NDArray image = x.reshape(rows / fold, 1, fold, in).transpose(0, 3, 1, 2);
            NDArray result = JniUtils.convolution(
                    Kernels.torch(image),
                    Kernels.torch(weight.reshape(out, in, 1, 1)),
                    torchOrNull(bias),
                    new Shape(1, 1),
                    new Shape(0, 0),
                    new Shape(1, 1),
                    1);
            return result.transpose(0, 2, 3, 1).reshape(withLast(x.getShape(), out));
        }
    };

    /** Images of fewer pixels, or batches of fewer images, go a way of PyTorch's that is slower than MKL. */
    private static final long LEAST_FOLD = 16;

    private static final long GREATEST_FOLD = 128;

    /**
     * @param x (..., in)
     * @param weight (out, in)
     * @param bias (out), or null
     * @return (..., out)
     */
    public abstract NDArray linear(NDArray x, NDArray weight, NDArray bias);

    /** The faster one of this machine; the system property flowfoundry.gemm (MKL, CONV1X1) decides instead. */
    public static Gemm chosen() {
        return GemmChoice.CHOSEN;
    }

    /** Pixels per image that divide the rows into at least 16 images; 0 where there is no such number. */
    static long fold(long rows) {
        for (long fold = Math.min(GREATEST_FOLD, rows / LEAST_FOLD); fold >= LEAST_FOLD; fold--) {
            if (rows % fold == 0) {
                return fold;
            }
        }
        return 0;
    }

    private static Shape withLast(Shape shape, long last) {
        long[] dimensions = shape.getShape().clone();
        dimensions[dimensions.length - 1] = last;
        return new Shape(dimensions);
    }

    private static PtNDArray torchOrNull(NDArray array) {
        return array == null ? null : Kernels.torch(array);
    }
}
