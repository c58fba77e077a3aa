package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.flowfoundry.training.model.LayerNorm;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/**
 * A U-Net (Ronneberger et al. 2015; Ho et al. 2020) of symmetric images: halved until attention among all pixels is cheap, and
 * doubled again beside what they were. Each row and column is told its place in time, and the result is made symmetric, so
 * that there is nothing to be mirrored.
 */
final class UNet implements Denoiser {

    /** Images are halved until they are no larger. */
    private static final int SMALLEST = 8;

    private static final String STEM = "unet/stem";
    private static final String TIMES = "unet/times";
    private static final String NORM = "unet/norm";
    private static final String LAST = "unet/last";

    private final DiffusionConfig config;
    private final int halvings;
    private final List<List<ResidualBlock>> down = new ArrayList<>();
    private final List<List<ResidualBlock>> up = new ArrayList<>();
    private final ResidualBlock before;
    private final PixelAttention attention;
    private final ResidualBlock after;

    UNet(DiffusionConfig config) {
        this.config = config;
        int levels = 0;
        for (int side = config.steps(); side > SMALLEST; side = (side + 1) / 2) {
            levels++;
        }
        this.halvings = levels;
        int told = config.width();
        for (int level = 0; level < halvings; level++) {
            List<ResidualBlock> downwards = new ArrayList<>();
            List<ResidualBlock> upwards = new ArrayList<>();
            for (int block = 0; block < config.blocks(); block++) {
                downwards.add(new ResidualBlock("unet/down" + level + "_" + block, width(level), width(level), told));
                upwards.add(new ResidualBlock("unet/up" + level + "_" + block, 2 * width(level), width(level), told));
            }
            down.add(downwards);
            up.add(upwards);
        }
        this.before = new ResidualBlock("unet/middle0", width(halvings), width(halvings), told);
        this.attention = new PixelAttention("unet/attention", width(halvings));
        this.after = new ResidualBlock("unet/middle1", width(halvings), width(halvings), told);
    }

    /** Channels at a resolution: twice the width from the first halving on. */
    private int width(int level) {
        return level == 0 ? config.width() : 2 * config.width();
    }

    @Override
    public List<ParameterSpec> specs() {
        List<ParameterSpec> specs =
                new ArrayList<>(Convolution.specs(STEM, config.width(), config.channels(), Initializer.XAVIER));
        specs.add(new ParameterSpec(TIMES, new int[] {config.steps(), config.width()}, Initializer.HALF_NORMAL, false));
        for (int level = 0; level < halvings; level++) {
            down.get(level).forEach(block -> specs.addAll(block.specs()));
            specs.addAll(Convolution.specs(halve(level), width(level + 1), width(level), Initializer.XAVIER));
        }
        specs.addAll(before.specs());
        specs.addAll(attention.specs());
        specs.addAll(after.specs());
        for (int level = halvings - 1; level >= 0; level--) {
            specs.addAll(Convolution.specs(twice(level), width(level), width(level + 1), Initializer.XAVIER));
            up.get(level).forEach(block -> specs.addAll(block.specs()));
        }
        specs.addAll(LayerNorm.specs(NORM, config.width()));
        specs.addAll(Convolution.specs(LAST, config.channels(), config.width(), Initializer.NORMAL));
        return specs;
    }

    private static String halve(int level) {
        return "unet/halve" + level;
    }

    private static String twice(int level) {
        return "unet/double" + level;
    }

    @Override
    public NDArray velocity(Tensors parameters, NDArray noisy, NDArray condition) {
        int steps = config.steps();
        NDArray images = noisy.reshape(-1, config.channels(), steps, steps).transpose(0, 2, 3, 1);
        Deque<NDArray> kept = new ArrayDeque<>();
        NDArray x = Convolution.apply(parameters, STEM, images, 1).add(places(parameters));
        for (int level = 0; level < halvings; level++) {
            for (ResidualBlock block : down.get(level)) {
                x = block.apply(parameters, x, condition);
                kept.push(x);
            }
            x = Convolution.apply(parameters, halve(level), x, 2);
        }
        x = before.apply(parameters, x, condition);
        x = after.apply(parameters, attention.apply(parameters, x), condition);
        for (int level = halvings - 1; level >= 0; level--) {
            long side = kept.peek().getShape().get(1);
            x = Convolution.apply(parameters, twice(level), corner(Kernels.doubled(x), side), 1);
            for (ResidualBlock block : up.get(level)) {
                x = block.apply(parameters, x.concat(kept.pop(), 3), condition);
            }
        }
        NDArray last = Kernels.swish(LayerNorm.apply(parameters, NORM, x));
        NDArray result = Convolution.apply(parameters, LAST, last, 1).transpose(0, 3, 1, 2);
        return Kernels.times(result.add(result.transpose(0, 1, 3, 2)), 0.5).reshape(-1, config.size());
    }

    /** (1, steps, steps, width): the sum of a row's and a column's. */
    private NDArray places(Tensors parameters) {
        NDArray times = parameters.get(TIMES);
        NDArray rows = times.reshape(new Shape(1, config.steps(), 1, config.width()));
        return rows.add(times.reshape(new Shape(1, 1, config.steps(), config.width())));
    }

    /** The corner of an odd side that was rounded up. */
    private static NDArray corner(NDArray x, long side) {
        long all = x.getShape().get(1);
        if (all == side) {
            return x;
        }
        NDArray rows = Kernels.split(x, 1, side, all - side).get(0);
        return Kernels.split(rows, 2, side, all - side).get(0);
    }
}
