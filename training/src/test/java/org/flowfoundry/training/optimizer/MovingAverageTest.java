package org.flowfoundry.training.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MovingAverageTest {

    @Test
    void earlyUpdatesCountMore() {
        MovingAverage average = new MovingAverage(new float[] {0}, 0.5);
        FloatBuffer one = FloatBuffer.wrap(new float[] {1});

        average.update(one, 1, 1);
        assertThat(average.values()[0]).isEqualTo(1 - 2 / 11f, Offset.offset(1e-6f));

        average.restore(new float[] {0});
        average.update(one, 1000, 1);
        assertThat(average.values()[0]).isEqualTo(0.5f, Offset.offset(1e-6f));

        average.restore(new float[] {0});
        average.update(one, 1000, 3);
        assertThat(average.values()[0]).isEqualTo(0.875f, Offset.offset(1e-6f));
    }

    @Test
    void startsWithACopy() {
        float[] start = {1, 2};
        MovingAverage average = new MovingAverage(start, 0.9);
        start[0] = 7;

        assertThat(average.values()).containsExactly(1, 2);
    }
}
