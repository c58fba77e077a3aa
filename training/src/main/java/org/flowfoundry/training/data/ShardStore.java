package org.flowfoundry.training.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.training.TrainingErrors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where training data of one version lies: {@code <kind>/<version>/} in the lake's own folder, with a folder per run that made
 * it, or tried to, and the file {@value #MARK} that says which one is whole. It is a copy, so that versions that no training began
 * with for a week are deleted when another is made.
 *
 * @param <T> what is kept of the data in that file
 */
public final class ShardStore<T extends ShardStore.Stored<T>> {

    private static final Logger LOG = LoggerFactory.getLogger(ShardStore.class);
    private static final String MARK = "complete.json";

    /** A folder in which nothing changed for so long belongs to a run that was killed. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** A version that no training began with, or went on with, for so long is not kept. */
    private static final Duration UNUSED = Duration.ofDays(7);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileSystem files;
    private final Class<T> type;
    private final Path folder;
    private final Path mark;

    /** @param kind of training data, as in {@code sequences} */
    public ShardStore(Lake lake, String kind, String version, Class<T> type) {
        this.files = lake.fileSystem();
        this.type = type;
        this.folder = lake.ownPath(kind + "/" + version);
        this.mark = new Path(folder, MARK);
    }

    /** Training data in folders of a run. */
    public interface Stored<T> {

        /** The folders of the data. */
        List<String> folders();

        /** The same with its folders below another. */
        T below(String parent);
    }

    /** The data, or null where there is none that is whole. */
    public T find() {
        try (InputStream in = files.open(mark)) {
            // Folders are kept relative to the version's, so that a lake can be moved.
            T found = JSON.readValue(in, type).below(folder.toString());
            for (String part : found.folders()) {
                if (!files.exists(new Path(part))) {
                    return null;
                }
            }
            touch();
            return found;
        } catch (FileNotFoundException e) {
            return null;
        } catch (IOException e) {
            throw TrainingErrors.badShard(mark.toString(), e);
        }
    }

    /** Says that the version is used; its age where the file system or its rights keep no other times. */
    private void touch() {
        try {
            files.setTimes(mark, System.currentTimeMillis(), -1);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("Cannot say that {} is used", mark, e);
        }
    }

    /** A folder of its own for a run. */
    public Path begin(String run) {
        try {
            deleteAbandoned();
            deleteUnused();
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
    public T finish(T made, Path run) throws IOException {
        Path unfinished = new Path(run, MARK);
        try (OutputStream out = files.create(unfinished, true)) {
            JSON.writeValue(out, made);
        }
        if (find() == null) {
            files.delete(mark, false);
            files.rename(unfinished, mark);
        }
        T whole = find();
        if (whole == null) {
            throw new IOException("'" + unfinished + "' cannot be moved to '" + mark + "'");
        }
        return whole;
    }

    /** Deletes what a run wrote, unless it became the data of the version. */
    public void deleteUnfinished(Path run) {
        try {
            T found = find();
            boolean kept = found != null
                    && found.folders().stream()
                            .allMatch(part -> new Path(part).getParent().equals(run));
            if (!kept) {
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

    /** The other versions of this kind of data, each a copy of a table: a lake that trains every night must not fill with them. */
    private void deleteUnused() throws IOException {
        if (!files.exists(folder.getParent())) {
            return;
        }
        long limit = System.currentTimeMillis() - UNUSED.toMillis();
        for (FileStatus version : files.listStatus(folder.getParent())) {
            boolean other =
                    version.isDirectory() && !version.getPath().getName().equals(folder.getName());
            if (other && lastUsed(version) < limit) {
                files.delete(version.getPath(), true);
            }
        }
    }

    private long lastUsed(FileStatus version) throws IOException {
        try {
            return files.getFileStatus(new Path(version.getPath(), MARK)).getModificationTime();
        } catch (FileNotFoundException e) {
            // Never finished, or another training deletes it just now.
            return version.getModificationTime();
        }
    }
}
