package org.flowfoundry.training.pretrain;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.checkpoint.StrictJson;

/**
 * The right to a training's folder: one process has it, and says every few seconds that it lives. That of a process that was
 * killed is free at once on the same machine, and after two minutes on another.
 */
final class Lease implements AutoCloseable {

    private static final int BEAT_SECONDS = 15;
    private static final int STALE_SECONDS = 120;

    /** In this time another one that took it at the same moment has written, too; the last to write has it. */
    private static final long SETTLE_MILLIS = 300;

    private final FileSystem files;
    private final Path file;
    private final Holder holder;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "lease");
        thread.setDaemon(true);
        return thread;
    });

    /** Who has it: times are milliseconds since 1970. */
    private record Holder(String id, String host, long process, long processStart, long since, long seen) {

        static Holder here() {
            ProcessHandle process = ProcessHandle.current();
            long now = System.currentTimeMillis();
            return new Holder(UUID.randomUUID().toString(), thisHost(), process.pid(), start(process), now, now);
        }

        Holder now() {
            return new Holder(id, host, process, processStart, since, System.currentTimeMillis());
        }

        boolean lives() {
            if (host.equals(thisHost())) {
                return ProcessHandle.of(process)
                        .filter(one -> start(one) == processStart)
                        .isPresent();
            }
            return System.currentTimeMillis() - seen < 1000L * STALE_SECONDS;
        }

        private static long start(ProcessHandle process) {
            return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        }

        private static String thisHost() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                // Nobody else has this name, so that only time tells whether its process lives.
                return UUID.randomUUID().toString();
            }
        }
    }

    private Lease(FileSystem files, Path file, Holder holder) {
        this.files = files;
        this.file = file;
        this.holder = holder;
    }

    /**
     * Takes it.
     *
     * @throws UserException where a process that lives has it
     */
    static Lease take(FileSystem files, Path file) {
        Lease lease = new Lease(files, file, Holder.here());
        try {
            lease.requireFree();
            lease.write(lease.holder);
            Thread.sleep(SETTLE_MILLIS);
            lease.requireFree();
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(file.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while taking " + file, e);
        }
        lease.beats.scheduleAtFixedRate(lease::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        return lease;
    }

    private void requireFree() throws IOException {
        Holder other = read();
        if (other != null && !other.id().equals(holder.id()) && other.lives()) {
            throw TrainingErrors.trainingRuns(
                    file.getName(), Instant.ofEpochMilli(other.since()), other.process(), other.host());
        }
    }

    /** Null where there is none that can be read. */
    private Holder read() throws IOException {
        try (InputStream in = files.open(file)) {
            return StrictJson.read(in, files.getFileStatus(file).getLen(), Holder.class, file.toString());
        } catch (FileNotFoundException | UserException e) {
            return null;
        }
    }

    private void write(Holder now) throws IOException {
        try (OutputStream out = files.create(file, true)) {
            StrictJson.write(out, now);
        }
    }

    private void beat() {
        try {
            write(holder.now());
        } catch (IOException | FSError e) {
            // The next beat may come through; several that don't mean that others may take the folder.
            return;
        }
    }

    @Override
    public void close() {
        beats.shutdownNow();
        try {
            beats.awaitTermination(BEAT_SECONDS, TimeUnit.SECONDS);
            files.delete(file, false);
        } catch (IOException | FSError e) {
            // It is stale in a moment.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
