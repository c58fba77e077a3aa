package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.flowfoundry.generation.image.DiffusionConfig.Form;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.tensor.HostArrays;
import org.flowfoundry.training.tensor.InitialParameters;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/**
 * Diffusion of series that learns velocities (Salimans and Ho 2022), told the class but in a tenth of the rows, so that sampling
 * can be guided (Ho and Salimans 2022, arXiv 2207.12598), and the length.
 */
public final class DiffusionModel implements Trainable<SeriesBatch> {

    private static final double UNTOLD = 0.1;

    private final DiffusionConfig config;
    private final Condition condition;
    private final Denoiser denoiser;
    private final ParameterLayout layout;

    public DiffusionModel(DiffusionConfig config) {
        this.config = config;
        this.condition = new Condition(config);
        this.denoiser = Denoiser.of(config);
        List<ParameterSpec> specs = new ArrayList<>(condition.specs());
        specs.addAll(denoiser.specs());
        this.layout = new ParameterLayout(specs);
    }

    @Override
    public ParameterLayout layout() {
        return layout;
    }

    /** First values of the flat parameter vector. */
    public float[] initialParameters(long seed) {
        return InitialParameters.draw(layout, seed);
    }

    /** The mean squared error of a row's velocities where it has steps, summed over rows. */
    @Override
    public Loss loss(Tensors parameters, SeriesBatch batch, NDManager step, Mode mode, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = batch.rows();
        double[] times = new double[rows];
        int[] told = batch.classes().clone();
        for (int i = 0; i < rows; i++) {
            // Spread over all times within a batch: the loss varies less from batch to batch.
            double place = (i + random.nextDouble()) / rows;
            times[i] = NoiseSchedule.FIRST + (NoiseSchedule.LAST - NoiseSchedule.FIRST) * place;
            told[i] = random.nextDouble() < UNTOLD ? config.noClass() : told[i];
        }
        NDArray mask = Masks.of(config, batch.lengths(), step);
        NDArray data = data(places(batch, random, step)).mul(mask);
        NDArray noise = noise(batch.lengths(), random, step);
        NDArray alpha = column(times, true, step);
        NDArray sigma = column(times, false, step);
        NDArray noisy = data.mul(alpha).add(noise.mul(sigma));
        NDArray target = noise.mul(alpha).sub(data.mul(sigma));
        NDArray conditions = condition.of(parameters, times, told, batch.lengths(), step);
        NDArray error =
                denoiser.velocity(parameters, noisy, conditions).sub(target).mul(mask);
        NDArray sum = error.mul(error)
                .mul(Masks.shares(config, batch.lengths(), step))
                .sum();
        return new Loss(sum, rows, rows);
    }

    private NDArray places(SeriesBatch batch, SplittableRandom random, NDManager step) {
        return HostArrays.floats(step, new Shape(batch.rows(), (long) config.channels() * config.steps()), into -> {
            for (int i = 0; i < batch.rows(); i++) {
                float[] row = batch.places()[i];
                float[] spread = batch.spreads()[i];
                for (int j = 0; j < row.length; j++) {
                    into.put((float) (row[j] + spread[j] * (2 * random.nextDouble() - 1)));
                }
            }
        });
    }

    /** What is diffused of places: themselves, or their fields. */
    private NDArray data(NDArray places) {
        return config.form() == Form.PLACES ? places : FieldImages.of(places, config);
    }

    private NDArray noise(int[] lengths, SplittableRandom random, NDManager step) {
        return HostArrays.floats(step, new Shape(lengths.length, config.size()), into -> {
            for (int length : lengths) {
                into.put(GaussianNoise.sample(config, length, random));
            }
        });
    }

    private static NDArray column(double[] times, boolean signal, NDManager step) {
        return HostArrays.floats(step, new Shape(times.length, 1), into -> {
            for (double time : times) {
                into.put((float) (signal ? NoiseSchedule.alpha(time) : NoiseSchedule.sigma(time)));
            }
        });
    }

    /**
     * Velocities of noisy samples at one time, without a gradient.
     *
     * @param noisy (rows, size)
     * @param guidance how much farther from what is likely in any class than the class itself is; 0 = not guided
     * @return (rows, size)
     */
    float[][] velocities(
            Tensors parameters, float[][] noisy, double time, Wanted wanted, double guidance, NDManager step) {
        int rows = noisy.length;
        double[] times = new double[rows];
        Arrays.fill(times, time);
        NDArray x = HostArrays.floats(step, new Shape(rows, config.size()), into -> {
            for (float[] row : noisy) {
                into.put(row);
            }
        });
        NDArray velocity = told(parameters, x, times, wanted.classes(), wanted.lengths(), step);
        if (guidance > 0) {
            int[] none = new int[rows];
            Arrays.fill(none, config.noClass());
            NDArray any = told(parameters, x, times, none, wanted.lengths(), step);
            velocity = velocity.add(Kernels.times(velocity.sub(any), guidance));
        }
        return rows(velocity.mul(Masks.of(config, wanted.lengths(), step)).toFloatArray(), rows);
    }

    /**
     * What samples are to be.
     *
     * @param classes (rows)
     * @param lengths (rows)
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record Wanted(int[] classes, int[] lengths) {}

    private NDArray told(Tensors parameters, NDArray x, double[] times, int[] classes, int[] lengths, NDManager step) {
        return denoiser.velocity(parameters, x, condition.of(parameters, times, classes, lengths, step));
    }

    private static float[][] rows(float[] flat, int rows) {
        float[][] result = new float[rows][flat.length / rows];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(flat, i * result[i].length, result[i], 0, result[i].length);
        }
        return result;
    }

    DiffusionConfig config() {
        return config;
    }
}
