package org.flowfoundry.core.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A file system that no longer changes anything after so many changes, as if its user had been killed. */
final class KilledFileSystem extends FilterFileSystem {

    private int changesLeft;

    KilledFileSystem(FileSystem files, int changes) {
        super(files);
        this.changesLeft = changes;
    }

    @Override
    public FSDataOutputStream create(
            Path file,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        change();
        return super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        change();
        return super.rename(from, to);
    }

    @Override
    public boolean delete(Path file, boolean recursive) throws IOException {
        change();
        return super.delete(file, recursive);
    }

    @Override
    public boolean mkdirs(Path folder) throws IOException {
        change();
        return super.mkdirs(folder);
    }

    private void change() {
        if (changesLeft == 0) {
            throw new Killed();
        }
        changesLeft--;
    }

    /** No IOException, which someone might handle. */
    static final class Killed extends UncheckedIOException {

        private static final long serialVersionUID = 1L;

        Killed() {
            super(new IOException("killed"));
        }
    }
}
