package org.flowfoundry.training.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LossCurveTest {

    @Test
    void longCurvesAreMeansOfEqualStretches() {
        List<Long> steps = LongStream.rangeClosed(1, 2_000).boxed().toList();
        assertThat(LossCurve.thinned(steps)).hasSize(500).startsWith(2.5, 6.5).endsWith(1_998.5);
        assertThat(LossCurve.thinned(steps.subList(0, 3))).containsExactly(1.0, 2.0, 3.0);
    }
}
