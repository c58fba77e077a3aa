package org.flowfoundry.training.sequence;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.training.TrainingErrors;

/**
 * Where training data of one version lies: {@code sequences/<version>/} in the lake's own folder, with a folder per run that
 * made it, or tried to, and the file {@value #MARK} that says which one is whole. It is a copy: when no training uses it, it
 * may be deleted.
 */
final class SequenceStore {

    private static final String MARK = "complete.json";

    /** A folder in which nothing changed for so long belongs to a run that was killed. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileSystem files;
    private final Path folder;
    private final Path mark;

    SequenceStore(Lake lake, String version) {
        this.files = lake.fileSystem();
        this.folder = lake.ownPath("sequences/" + version);
        this.mark = new Path(folder, MARK);
    }

    /** The data, or null where there is none that is whole. */
    Sequences find() {
        try (InputStream in = files.open(mark)) {
            Sequences found = JSON.readValue(in, Sequences.class);
            // Folders are kept relative to the version's, so that a lake can be moved.
            Sequences.Shards training = found.training().below(folder.toString());
            Sequences.Shards validation = found.validation().below(folder.toString());
            boolean whole = files.exists(new Path(training.folder())) && files.exists(new Path(validation.folder()));
            return whole ? new Sequences(found.version(), found.features(), found.rule(), training, validation) : null;
        } catch (FileNotFoundException e) {
            return null;
        } catch (IOException e) {
            throw TrainingErrors.badShard(mark.toString(), e);
        }
    }

    /** A folder of its own for a run. */
    Path begin(String run) {
        try {
            deleteAbandoned();
            Path own = new Path(folder, run);
            files.mkdirs(own);
            return own;
        } catch (IOException e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        }
    }

    /**
     * Makes the data of a run the data of the version, unless another run was first; then that one's is given.
     *
     * @param made with folders relative to the version's
     */
    Sequences finish(Sequences made, Path run) throws IOException {
        Path unfinished = new Path(run, MARK);
        try (OutputStream out = files.create(unfinished, true)) {
            JSON.writeValue(out, made);
        }
        if (find() == null) {
            files.delete(mark, false);
            files.rename(unfinished, mark);
        }
        Sequences whole = find();
        if (whole == null) {
            throw new IOException("'" + unfinished + "' cannot be moved to '" + mark + "'");
        }
        return whole;
    }

    /** Deletes what a run wrote, unless it became the data of the version. */
    void deleteUnfinished(Path run) {
        try {
            Sequences found = find();
            if (found == null
                    || !new Path(found.training().folder()).getParent().equals(run)) {
                files.delete(run, true);
            }
        } catch (IOException e) {
            throw LakeErrors.notWritable(run.toString(), e);
        }
    }

    private void deleteAbandoned() throws IOException {
        if (!files.exists(folder)) {
            return;
        }
        long limit = System.currentTimeMillis() - ABANDONED.toMillis();
        for (FileStatus child : files.listStatus(folder)) {
            if (child.isDirectory() && child.getModificationTime() < limit) {
                files.delete(child.getPath(), true);
            }
        }
    }
}
