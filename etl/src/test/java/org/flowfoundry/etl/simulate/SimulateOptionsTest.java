package org.flowfoundry.etl.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateOptionsTest {

    @TempDir
    Path folder;

    @Test
    void hoursHaveBounds() {
        for (int hours : new int[] {0, -1, 745}) {
            assertThatThrownBy(() -> SimulateOptions.of(folder, hours, 1))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("Cannot simulate " + hours + " hours. Give --hours a number from 1 to 744");
        }
    }

    @Test
    void scaleHasBounds() {
        for (double scale : new double[] {0, 101, Double.NaN}) {
            assertThatThrownBy(() -> new SimulateOptions(folder, 1, 1, SimulateOptions.DEFAULT_START, scale, false))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("Give --scale a number from 0.01 to 100");
        }
    }

    @Test
    void startIsAFullHour() {
        for (String start : new String[] {"2026-06-01T00:30:00Z", "1999-12-31T00:00:00Z", "2040-01-01T00:00:00Z"}) {
            assertThatThrownBy(() -> new SimulateOptions(folder, 1, 1, Instant.parse(start), 1, false))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("Give --start a full hour from 2000 to 2036");
        }
    }

    @Test
    void aFolderOfOthersIsLeftAlone() throws IOException {
        Path foreign = Files.writeString(folder.resolve("thesis.txt"), "three years");
        assertThatThrownBy(() -> Simulation.run(SimulateOptions.of(folder, 1, 1), Progress.SILENT))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("holds files that no simulation wrote")
                .hasMessageContaining("--overwrite");
        assertThat(folder.resolve("campus")).doesNotExist();

        Simulation.run(new SimulateOptions(folder, 1, 1, SimulateOptions.DEFAULT_START, 0.05, true), Progress.SILENT);
        assertThat(foreign).hasContent("three years");
        assertThat(folder.resolve("campus")).isDirectory();
    }

    @Test
    void onlyOwnFilesAreReplaced() throws IOException {
        SimulateOptions options = new SimulateOptions(folder, 1, 1, SimulateOptions.DEFAULT_START, 0.05, false);
        Simulation.run(options, Progress.SILENT);
        Path foreign = Files.writeString(folder.resolve("campus/2026-06-01/notes.md"), "mine");
        Simulation.run(options, Progress.SILENT);
        assertThat(foreign).hasContent("mine");
    }

    @Test
    void theOutputIsNoFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> Simulation.run(SimulateOptions.of(file, 1, 1), Progress.SILENT))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("is a file. Give --output a new or empty folder.");
        assertThatThrownBy(() -> Simulation.run(SimulateOptions.of(file.resolve("below"), 1, 1), Progress.SILENT))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Cannot write the simulation to");
    }
}
