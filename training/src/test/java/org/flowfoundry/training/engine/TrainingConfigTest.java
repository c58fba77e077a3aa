package org.flowfoundry.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.engine.TrainingConfig.Cadence;
import org.flowfoundry.training.engine.TrainingConfig.Optimization;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import org.flowfoundry.training.engine.TrainingConfig.Synchronization;
import org.junit.jupiter.api.Test;

class TrainingConfigTest {

    @Test
    void saysWhatIsWrongWithASetting() {
        assertThatThrownBy(() -> TrainingConfig.of(0, 0.1))
                .isInstanceOf(UsageException.class)
                .hasMessage("Training setting 'steps' is 0, but it must be at least 1.");
        assertThatThrownBy(() -> TrainingConfig.of(10, 0))
                .hasMessage("Training setting 'learning rate' is 0.0, but it must be above 0 and at most 10.");
        assertThatThrownBy(() -> TrainingConfig.of(10, Double.NaN))
                .hasMessage("Training setting 'learning rate' is NaN, but it must be above 0 and at most 10.");
        assertThatThrownBy(() -> new Optimization(0.1, 0, 0, 0, 0.9, -1, 0))
                .hasMessage("Training setting 'clip norm' is -1.0, but it must be at least 0.");
        assertThatThrownBy(() -> new Optimization(0.1, 0, 0, 0, 0.9, 1, 1))
                .hasMessage("Training setting 'average decay' is 1.0, but it must be at least 0 and below 1.");
        assertThatThrownBy(() -> Synchronization.local(0))
                .hasMessage("Training setting 'local steps' is 0, but it must be at least 1.");
        assertThatThrownBy(() -> new Cadence(1, 0, 0, 0, 1))
                .hasMessage("Training setting 'checkpoints kept' is 0, but it must be at least 1.");
        assertThatThrownBy(() -> TrainingConfig.of(1_000_000, 0.1).withCadence(new Cadence(1, 1, 0, 0, 7)))
                .hasMessage("Training setting 'report every' is 7, but of 1000000 steps it must be at least 200.");
        assertThatThrownBy(() -> new Resources(-1, 1, 1))
                .hasMessage("Training setting 'workers' is -1, but it must be at least 0.");
    }

    @Test
    void isTheSameAfterJson() throws IOException {
        TrainingConfig config = TrainingConfig.of(1000, 3e-4).withSynchronization(Synchronization.local(50));
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        StrictJson.write(json, config);

        TrainingConfig read = StrictJson.read(
                new ByteArrayInputStream(json.toByteArray()), json.size(), TrainingConfig.class, "config");

        assertThat(read).isEqualTo(config);
    }
}
