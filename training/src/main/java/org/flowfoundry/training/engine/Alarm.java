package org.flowfoundry.training.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts a thread that is still waiting after some time, for waits that know no limit of their own. */
final class Alarm implements AutoCloseable {

    private final ScheduledExecutorService clock;

    private Alarm(ScheduledExecutorService clock) {
        this.clock = clock;
    }

    static Alarm interrupting(Thread waiting, Duration limit) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "alarm");
            thread.setDaemon(true);
            return thread;
        });
        var unused = clock.schedule(waiting::interrupt, limit.toMillis(), TimeUnit.MILLISECONDS);
        return new Alarm(clock);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
