package org.flowfoundry.generation.image;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.model.LayerNorm;
import org.flowfoundry.training.model.Linear;
import org.flowfoundry.training.tensor.Kernels;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.flowfoundry.training.tensor.ParameterSpec.Initializer;
import org.flowfoundry.training.tensor.Tensors;

/** Residual blocks over all places of a series at once. */
final class PlaceNetwork implements Denoiser {

    private static final String FIRST = "places/first";
    private static final String NORM = "places/norm";
    private static final String LAST = "places/last";

    private final DiffusionConfig config;
    private final List<Modulation> norms = new ArrayList<>();

    PlaceNetwork(DiffusionConfig config) {
        this.config = config;
        for (int block = 0; block < config.blocks(); block++) {
            norms.add(new Modulation(name(block) + "/norm", config.width(), config.width()));
        }
    }

    private static String name(int block) {
        return "places/block" + block;
    }

    @Override
    public List<ParameterSpec> specs() {
        int width = config.width();
        List<ParameterSpec> specs = new ArrayList<>(Linear.specs(FIRST, width, config.size()));
        for (int block = 0; block < norms.size(); block++) {
            specs.addAll(norms.get(block).specs());
            specs.addAll(Linear.specs(name(block) + "/up", 2 * width, width));
            specs.add(Linear.weight(name(block) + "/down", width, 2 * width, Initializer.ZEROS));
            specs.add(Linear.bias(name(block) + "/down", width));
        }
        specs.addAll(LayerNorm.specs(NORM, width));
        specs.addAll(Linear.specs(LAST, config.size(), width));
        return specs;
    }

    @Override
    public NDArray velocity(Tensors parameters, NDArray noisy, NDArray condition) {
        NDArray x = Linear.apply(parameters, FIRST, noisy);
        for (int block = 0; block < norms.size(); block++) {
            NDArray normal = norms.get(block).apply(parameters, x, condition);
            NDArray inner = Kernels.swish(Linear.apply(parameters, name(block) + "/up", normal));
            x = x.add(Linear.apply(parameters, name(block) + "/down", inner));
        }
        return Linear.apply(parameters, LAST, LayerNorm.apply(parameters, NORM, x));
    }
}
