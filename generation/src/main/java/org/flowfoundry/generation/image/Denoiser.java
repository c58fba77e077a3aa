package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.Tensors;

/** A network that tells the velocity of noisy samples. */
interface Denoiser {

    List<ParameterSpec> specs();

    /**
     * The velocities.
     *
     * @param noisy (rows, size), zero where a series has no step
     * @param condition (rows, width)
     * @return (rows, size)
     */
    NDArray velocity(Tensors parameters, NDArray noisy, NDArray condition);

    static Denoiser of(DiffusionConfig config) {
        return config.form() == DiffusionConfig.Form.FIELDS ? new UNet(config) : new PlaceNetwork(config);
    }
}
