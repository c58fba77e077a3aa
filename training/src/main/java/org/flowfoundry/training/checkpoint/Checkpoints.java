package org.flowfoundry.training.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.training.DamagedException;
import org.flowfoundry.training.TrainingErrors;

/**
 * The checkpoints of one training: a folder per step, {@code step-000001000}, the last few of them. Every worker writes its
 * files into a draft whose place all of them know; when all have, one commits it. A reader never sees half of one.
 *
 * <pre>{@code
 * FolderDraft draft = checkpoints.draft(step, attempt);         // every worker
 * draft.write("parameters.safetensors", out -> ...);
 * // ... all have written ...
 * checkpoints.commit(draft, step, names);                       // the first worker
 * }</pre>
 */
public final class Checkpoints {

    private static final Pattern STEP = Pattern.compile("step-(\\d{9,18})");
    private static final Pattern ATTEMPT = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final String UNFINISHED = ".unfinished-";

    private final FileSystem fileSystem;
    private final Path folder;
    private final int kept;

    /**
     * Touches nothing yet.
     *
     * @param kept how many checkpoints are kept, at least 1; with 2 or more, a damaged one does not end a training
     */
    public Checkpoints(FileSystem fileSystem, Path folder, int kept) {
        if (kept < 1) {
            throw new IllegalArgumentException("kept = " + kept);
        }
        this.fileSystem = fileSystem;
        this.folder = folder;
        this.kept = kept;
    }

    /** A checkpoint that is whole. */
    public record Checkpoint(long step, SealedFolder files) {}

    /**
     * The folder that the checkpoint of a step is written to.
     *
     * @param attempt letters, digits and '-': the same for the workers that train together, another for each of their
     *     attempts, so that what is left of one is not mixed with the next
     */
    public FolderDraft draft(long step, String attempt) {
        if (!ATTEMPT.matcher(attempt).matches()) {
            throw new IllegalArgumentException("No name for an attempt: '" + attempt + "'");
        }
        return new FolderDraft(fileSystem, new Path(folder, UNFINISHED + attempt + "-" + name(step)));
    }

    /**
     * Makes a draft the checkpoint of its step, in the place of one of the same step where there is one, and deletes those
     * that are too many.
     *
     * @param names of all files, whoever wrote them
     */
    public void commit(FolderDraft draft, long step, List<String> names) {
        draft.seal(name(step), names);
        Path target = path(step);
        try {
            Path replaced = new Path(folder, UNFINISHED + "replaced-" + name(step));
            if (fileSystem.exists(target)) {
                fileSystem.delete(replaced, true);
                rename(target, replaced);
            }
            rename(draft.path(), target);
            fileSystem.delete(replaced, true);
            deleteOld();
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        }
    }

    /** Deletes what killed workers left unfinished: one worker, before any writes. */
    public void deleteUnfinished() {
        try {
            for (FileStatus child : children()) {
                if (child.getPath().getName().startsWith(UNFINISHED)) {
                    fileSystem.delete(child.getPath(), true);
                }
            }
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        }
    }

    /**
     * The last checkpoint that is whole, all of its files read and checked; none where there is no checkpoint.
     *
     * @param notes told of each damaged one that is passed over
     * @throws org.flowfoundry.core.error.UserException where there are checkpoints, but all are damaged
     */
    public Optional<Checkpoint> latest(Consumer<String> notes) {
        List<Long> steps = steps();
        DamagedException first = null;
        for (long step : steps) {
            try {
                Checkpoint checkpoint = at(step);
                checkpoint.files().verify();
                return Optional.of(checkpoint);
            } catch (DamagedException e) {
                notes.accept("Checkpoint passed over: " + e.finding());
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw TrainingErrors.noWholeCheckpoint(folder.toString(), steps.size(), first.finding());
        }
        return Optional.empty();
    }

    /** The checkpoint of a step that another worker has found whole; each file is checked as it is read. */
    public Checkpoint at(long step) {
        return new Checkpoint(step, SealedFolder.open(fileSystem, path(step), name(step)));
    }

    private void deleteOld() throws IOException {
        for (long step : steps().stream().skip(kept).toList()) {
            fileSystem.delete(path(step), true);
        }
    }

    /** The steps that have a checkpoint, whole or not, the last first. */
    public List<Long> steps() {
        List<Long> steps = new ArrayList<>();
        for (FileStatus child : children()) {
            Matcher name = STEP.matcher(child.getPath().getName());
            if (child.isDirectory() && name.matches()) {
                steps.add(Long.parseLong(name.group(1)));
            }
        }
        steps.sort(Comparator.reverseOrder());
        return steps;
    }

    private FileStatus[] children() {
        try {
            return fileSystem.listStatus(folder);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        } catch (IOException e) {
            throw TrainingErrors.notReadable(folder.toString(), e);
        }
    }

    private void rename(Path from, Path to) throws IOException {
        if (!fileSystem.rename(from, to)) {
            throw new IOException("Cannot rename " + from + " to " + to.getName());
        }
    }

    private Path path(long step) {
        return new Path(folder, name(step));
    }

    private static String name(long step) {
        return String.format(Locale.ROOT, "step-%09d", step);
    }
}
