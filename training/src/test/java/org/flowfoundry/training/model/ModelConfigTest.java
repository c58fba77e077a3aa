package org.flowfoundry.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flowfoundry.training.model.ModelConfig.Activation;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelConfig.Positions;
import org.flowfoundry.training.sequence.SampleEncoders;
import org.junit.jupiter.api.Test;

class ModelConfigTest {

    private static ModelConfig transformer(int context, int width, int heads, double dropout) {
        return new ModelConfig(
                Kind.TRANSFORMER,
                context,
                2,
                width,
                heads,
                64,
                Activation.GELU,
                Positions.ROTARY,
                dropout,
                0,
                0,
                true,
                true);
    }

    @Test
    void shapesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> transformer(16, 30, 4, 0)).hasMessage("width 30 is not a multiple of heads 4");
        assertThatThrownBy(() -> transformer(16, 12, 4, 0))
                .hasMessage("rotary positions need an even width per head, not 3");
        assertThatThrownBy(() -> transformer(1, 32, 4, 0)).hasMessage("context must lie between 2 and 8192, not 1");
        assertThatThrownBy(() -> transformer(16, 1 << 30, 4, 0)).hasMessageContaining("width must lie between");
        assertThatThrownBy(() -> transformer(16, 32, 4, 1)).hasMessage("dropout must lie in 0 to below 1, not 1.0");
        assertThatThrownBy(() -> transformer(16, 32, 4, Double.NaN)).hasMessageContaining("dropout must lie");
    }

    @Test
    void sizesHaveTheParametersTheySay() {
        var encoder = SampleEncoders.even(24, 32);
        int small = new SequenceModel(ModelSize.SMALL.config(Kind.TRANSFORMER), encoder)
                .layout()
                .size();
        int gru = new SequenceModel(ModelSize.SMALL.config(Kind.GRU), encoder)
                .layout()
                .size();
        int base = new SequenceModel(ModelSize.BASE.config(Kind.TRANSFORMER), encoder)
                .layout()
                .size();
        assertThat(small).isBetween(900_000, 1_300_000);
        assertThat(base).isBetween(24_000_000, 28_000_000);
        assertThat((double) gru / small).isBetween(0.8, 1.6);
    }
}
