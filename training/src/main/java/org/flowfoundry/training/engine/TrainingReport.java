package org.flowfoundry.training.engine;

import java.time.Duration;
import java.util.Locale;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.training.engine.RunFolder.Status;

/** Tells the user what the first worker tells the driver. */
final class TrainingReport {

    private final RunFolder folder;
    private final long steps;
    private final Progress progress;
    private int roundsTold;
    private int notesTold;

    TrainingReport(RunFolder folder, long steps, Progress progress) {
        this.folder = folder;
        this.steps = steps;
        this.progress = progress;
    }

    /** Tells what is new. */
    void update() {
        folder.status().ifPresent(this::tell);
    }

    private void tell(Status status) {
        progress.update(-1, -1, (double) status.step() / steps);
        // A stage that is tried again starts with fewer: its last checkpoint's rounds, and notes of its own.
        roundsTold = Math.min(roundsTold, status.rounds().size());
        notesTold = status.notes().size() < notesTold ? 0 : notesTold;
        status.notes().stream().skip(notesTold).forEach(progress::note);
        status.rounds().stream().skip(roundsTold).map(this::line).forEach(progress::note);
        notesTold = status.notes().size();
        roundsTold = status.rounds().size();
    }

    private String line(TrainingRound round) {
        double step = round.dataSeconds() + round.computeSeconds() + round.allReduceSeconds() + round.otherSeconds();
        return String.format(
                Locale.ROOT,
                "Step %d of %d: loss %s%s, %,.0f tokens/s (%,.0f per device), %.0f ms per step (data %.0f %%, compute %.0f %%,"
                        + " all-reduce %.0f %%, other %.0f %%), %s left",
                round.step(),
                steps,
                number(round.trainingLoss()),
                round.validationLoss() == null ? "" : ", validation " + number(round.validationLoss()),
                round.tokensPerSecond(),
                round.tokensPerSecondPerDevice(),
                1000 * step,
                100 * round.dataSeconds() / step,
                100 * round.computeSeconds() / step,
                100 * round.allReduceSeconds() / step,
                100 * round.otherSeconds() / step,
                clock(round.secondsLeft()));
    }

    private static String number(Double loss) {
        return loss == null ? "not finite" : String.format(Locale.ROOT, "%.4f", loss);
    }

    private static String clock(double seconds) {
        Duration left = Duration.ofSeconds((long) seconds);
        return String.format(Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
    }
}
