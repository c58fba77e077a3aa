package org.flowfoundry.training.engine;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.training.DamagedException;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.checkpoint.Checkpoints;
import org.flowfoundry.training.checkpoint.FileParser;
import org.flowfoundry.training.checkpoint.FolderDraft;
import org.flowfoundry.training.checkpoint.NamedTensor;
import org.flowfoundry.training.checkpoint.Safetensors;
import org.flowfoundry.training.checkpoint.SealedFolder;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.checkpoint.TensorFile;

/** The folder of one training: its checkpoints, how far it is, why it failed, what it came to. */
final class RunFolder {

    private static final String RESULT = "result";
    private static final int READ_ATTEMPTS = 10;
    private static final long RETRY_NANOS = 50_000_000;

    private final Configuration conf;
    private final FileSystem fileSystem;
    private final Path path;

    private RunFolder(Configuration conf, FileSystem fileSystem, Path path) {
        this.conf = conf;
        this.fileSystem = fileSystem;
        this.path = path;
    }

    static RunFolder open(Configuration conf, String location) {
        try {
            Path path = new Path(location);
            FileSystem fileSystem = path.getFileSystem(conf);
            return new RunFolder(conf, fileSystem, fileSystem.makeQualified(path));
        } catch (IOException e) {
            throw TrainingErrors.notReadable(location, e);
        }
    }

    /**
     * How far a training is: what its first worker tells the driver.
     *
     * @param step made so far
     * @param notes for the user
     */
    record Status(long step, List<TrainingRound> rounds, List<String> notes) {}

    /** An error of the user's, told by the worker that found it. */
    record Failure(String message) {}

    /** What {@link TrainingResult} has beside parameters. */
    record Summary(
            long steps,
            int workers,
            boolean stoppedEarly,
            long bestStep,
            Double bestLoss,
            List<TrainingRound> rounds) {}

    String uri() {
        return path.toString();
    }

    Checkpoints checkpoints(int kept) {
        return new Checkpoints(fileSystem, new Path(path, "checkpoints"), kept);
    }

    /** The step of the last checkpoint, whole or not; -1 where there is none. */
    long lastStep() {
        return checkpoints(1).steps().stream().findFirst().orElse(-1L);
    }

    /** Before a run: what the last one said is forgotten. */
    void forgetEnd() {
        try {
            for (String name : List.of("status.json", "failure.json", RESULT)) {
                fileSystem.delete(new Path(path, name), true);
            }
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(path.toString(), e);
        }
    }

    void publish(Status status) {
        replace("status.json", status);
    }

    /** What was published last. */
    Optional<Status> status() {
        return read("status.json", StrictJson.parser(Status.class));
    }

    void fail(String message) {
        replace("failure.json", new Failure(message));
    }

    Optional<String> failure() {
        return read("failure.json", StrictJson.parser(Failure.class)).map(Failure::message);
    }

    /** Writes the result; the folder is there as a whole or not at all. */
    void finish(Summary summary, float[] last, float[] best) {
        FolderDraft draft = new FolderDraft(fileSystem, new Path(path, ".result-" + UUID.randomUUID()));
        draft.write("summary.json", out -> StrictJson.write(out, summary));
        draft.write(
                "parameters.safetensors",
                out -> Safetensors.write(out, List.of(vector("final", last), vector("best", best)), Map.of()));
        draft.seal(RESULT, List.of("summary.json", "parameters.safetensors"));
        try {
            fileSystem.delete(new Path(path, RESULT), true);
            if (!fileSystem.rename(draft.path(), new Path(path, RESULT))) {
                throw new IOException("Cannot rename " + draft.path());
            }
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(path.toString(), e);
        }
    }

    TrainingResult result() {
        SealedFolder folder = SealedFolder.open(fileSystem, new Path(path, RESULT), RESULT);
        Summary summary = folder.read("summary.json", StrictJson.parser(Summary.class));
        TensorFile tensors = folder.read("parameters.safetensors", Safetensors::read);
        return new TrainingResult(
                summary.steps(),
                summary.workers(),
                summary.stoppedEarly(),
                tensors.tensors().get("final").values(),
                tensors.tensors().get("best").values(),
                summary.bestStep(),
                summary.bestLoss(),
                summary.rounds());
    }

    static NamedTensor vector(String name, float[] values) {
        return new NamedTensor(name, new int[] {values.length}, values);
    }

    private void replace(String name, Object value) {
        Path next = new Path(path, "." + name + "-" + UUID.randomUUID());
        try {
            try (OutputStream out = fileSystem.create(next, true)) {
                StrictJson.write(out, value);
            }
            // FileSystem.rename replaces files on some file systems only.
            FileContext.getFileContext(path.toUri(), conf).rename(next, new Path(path, name), Options.Rename.OVERWRITE);
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(path.toString(), e);
        }
    }

    /** On a local disk a file and its checksum are not replaced at once, so a reader may have to look again. */
    private <T> Optional<T> read(String name, FileParser<T> parser) {
        Path file = new Path(path, name);
        for (int attempt = 1; ; attempt++) {
            try (InputStream in = fileSystem.open(file)) {
                return Optional.of(
                        parser.parse(in, fileSystem.getFileStatus(file).getLen(), file.toString()));
            } catch (FileNotFoundException e) {
                return Optional.empty();
            } catch (IOException | DamagedException e) {
                if (attempt == READ_ATTEMPTS) {
                    throw TrainingErrors.notReadable(file.toString(), e);
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }
}
