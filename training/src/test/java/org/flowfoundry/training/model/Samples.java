package org.flowfoundry.training.model;

import java.util.stream.Stream;
import org.flowfoundry.training.model.ModelConfig.Activation;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelConfig.Positions;
import org.flowfoundry.training.sequence.SampleEncoders;
import org.flowfoundry.training.sequence.SeriesEncoder;

/** Small models of every kind, for tests. */
final class Samples {

    static final int FEATURES = 3;
    static final SeriesEncoder ENCODER = SampleEncoders.even(FEATURES, 8);

    private Samples() {}

    static ModelConfig config(
            Kind kind,
            Activation activation,
            Positions positions,
            double dropout,
            int hosts,
            boolean shortcuts,
            boolean chained) {
        return new ModelConfig(kind, 16, 2, 8, 2, 16, activation, positions, dropout, hosts, 0.2, shortcuts, chained);
    }

    /** One of each way that code goes. */
    static Stream<ModelConfig> configs() {
        return Stream.of(
                config(Kind.TRANSFORMER, Activation.GELU, Positions.ROTARY, 0, 0, true, true),
                config(Kind.TRANSFORMER, Activation.SWIGLU, Positions.LEARNED, 0, 5, false, true),
                config(Kind.GRU, Activation.GELU, Positions.ROTARY, 0, 0, true, false));
    }

    static SequenceModel model(ModelConfig config) {
        return new SequenceModel(config, ENCODER);
    }
}
