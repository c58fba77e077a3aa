package org.flowfoundry.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong clock = new AtomicLong();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void logGetsALineEveryTenSecondsAndOneAtTheEndOfAStage() {
        ConsoleProgress progress = progress(false);
        progress.stage("decode");
        for (int second = 1; second <= 25; second++) {
            clock.set(second * SECOND);
            progress.update(second * 1000L, second * 2_000_000L, second / 100.0);
        }
        progress.close();

        assertThat(lines())
                .containsExactly(
                        "decode  10,000 rows  20.0 MB  1,000 rows/s  10 %  1:30 min left",
                        "decode  20,000 rows  40.0 MB  1,000 rows/s  20 %  1:20 min left",
                        "decode  25,000 rows  50.0 MB  1,000 rows/s in 25 s");
    }

    @Test
    void terminalLineIsRewrittenInPlace() {
        ConsoleProgress progress = progress(true);
        progress.stage("survey");
        clock.set(SECOND);
        progress.update(-1, 1500, 0.5);
        progress.note("1 file is empty");
        progress.close();

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("\r\033[Ksurvey  1.5 kB  50 %  1.0 s left")
                .contains("\r\033[K1 file is empty\n")
                .endsWith("survey  1.5 kB in 1.0 s\n");
    }

    @Test
    void noEtaWhereTheSizeIsNotKnown() {
        ConsoleProgress progress = progress(false);
        progress.stage("read");
        clock.set(11 * SECOND);
        progress.update(11, -1, Double.NaN);

        assertThat(lines()).containsExactly("read  11 rows  1 rows/s  11 s");
    }

    @Test
    void tasksAreCountedFromTheBeginningOfTheStage() {
        ConsoleProgress progress = progress(false);
        progress.stage("first");
        progress.tasks(5, 5);
        progress.stage("second");
        clock.set(11 * SECOND);
        progress.tasks(8, 15);

        assertThat(lines()).containsExactly("first in 0.0 s", "second  3 of 10 tasks  11 s");
    }

    private ConsoleProgress progress(boolean terminal) {
        return new ConsoleProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, clock::get);
    }

    private String[] lines() {
        return bytes.toString(StandardCharsets.UTF_8).split("\n");
    }
}
