package org.flowfoundry.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostSidesTest {

    @Test
    void everyClassIsOnBothSidesWhereItCanBe() {
        long[][] counts = {{900, 0, 0}, {0, 40, 0}, {100, 0, 30}, {800, 0, 0}, {0, 60, 0}, {100, 0, 25}, {0, 0, 0}};
        List<Long> tested = HostSides.tested(counts);
        for (int k = 0; k < 3; k++) {
            int label = k;
            long test =
                    tested.stream().mapToLong(i -> counts[i.intValue()][label]).sum();
            long all = 0;
            for (long[] group : counts) {
                all += group[k];
            }
            assertThat(test).as("class " + k).isPositive().isLessThan(all);
        }
    }
}
