package org.flowfoundry.training.model;

import java.util.Arrays;
import org.flowfoundry.training.tensor.InitialParameters;
import org.flowfoundry.training.tensor.ParameterSpec;

/**
 * First values of a model: drawn by the seed, but for what is known before training. Features begin with the distributions
 * that the encoder saw; a day of the week that training never shows says nothing, so all begin with saying nothing; and
 * each block begins by changing the stream little, the less the more blocks there are (Radford et al. 2019).
 */
final class InitialModel {

    /** Keeps the logarithm of a share that was never seen finite. */
    private static final double LEAST_SHARE = 1e-4;

    private final SequenceModel model;

    InitialModel(SequenceModel model) {
        this.model = model;
    }

    float[] draw(long seed) {
        float[] values = InitialParameters.draw(model.layout(), seed);
        beginWithShares(values);
        forgetWeekdays(values, SequenceModel.INPUT, model.encoding().inputWeekdays());
        forgetWeekdays(values, FeatureHead.QUERY, model.encoding().queryWeekdays());
        for (String name : model.network().residualOutputs()) {
            dampen(values, name);
        }
        return values;
    }

    private void beginWithShares(float[] values) {
        int offset = model.layout().offset(FeatureHead.OUTPUT + "/bias");
        int bins = model.encoder().bins();
        for (int f = 0; f < model.encoder().features().size(); f++) {
            float[] shares = model.encoder().features().get(f).shares();
            for (int bin = 0; bin < shares.length; bin++) {
                values[offset + f * bins + bin] = (float) Math.log(shares[bin] + LEAST_SHARE);
            }
        }
    }

    private void forgetWeekdays(float[] values, String layer, int from) {
        ParameterSpec spec = model.layout().spec(layer + "/weight");
        int offset = model.layout().offset(spec.name());
        int in = spec.shape()[1];
        for (int out = 0; out < spec.shape()[0]; out++) {
            int column = offset + out * in + from;
            Arrays.fill(values, column, column + TimeEncoding.DAYS, 0);
        }
    }

    private void dampen(float[] values, String layer) {
        ParameterSpec spec = model.layout().spec(layer + "/weight");
        int offset = model.layout().offset(spec.name());
        double factor = 1 / Math.sqrt(2.0 * model.config().layers());
        for (int i = offset; i < offset + spec.size(); i++) {
            values[i] *= (float) factor;
        }
    }
}
