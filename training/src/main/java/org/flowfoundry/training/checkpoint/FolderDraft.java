package org.flowfoundry.training.checkpoint;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.lake.LakeErrors;

/**
 * A folder whose files are being written, by one or several processes, until one of them seals it with a manifest of their
 * lengths and SHA-256s. Nobody reads it before; {@link SealedFolder} does afterwards.
 */
public final class FolderDraft {

    private static final String DIGEST = ".digest";
    private static final int BUFFER = 1 << 16;

    private final FileSystem fileSystem;
    private final Path path;

    public FolderDraft(FileSystem fileSystem, Path path) {
        this.fileSystem = fileSystem;
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** Writes a file, and beside it its digest for {@link #seal}: any process, each its own files. */
    public void write(String name, FileContent content) {
        if (!FileDigest.isName(name) || name.equals(SealedFolder.MANIFEST) || name.endsWith(DIGEST)) {
            throw new IllegalArgumentException("No name for a file: '" + name + "'");
        }
        try {
            FileDigest digest = writeFile(name, content);
            writeFile(name + DIGEST, out -> StrictJson.write(out, digest));
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(path.toString(), e);
        }
    }

    /**
     * Writes the manifest, once all files are written: one process.
     *
     * @param title what the folder is; who opens it says the same
     * @param names of all files
     */
    public void seal(String title, List<String> names) {
        try {
            List<FileDigest> digests = new ArrayList<>();
            for (String name : names) {
                digests.add(digest(name));
            }
            writeFile(SealedFolder.MANIFEST, out -> StrictJson.write(out, new Manifest(title, digests)));
            for (String name : names) {
                fileSystem.delete(new Path(path, name + DIGEST), false);
            }
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(path.toString(), e);
        }
    }

    private FileDigest digest(String name) throws IOException {
        Path file = new Path(path, name + DIGEST);
        long length = fileSystem.getFileStatus(file).getLen();
        try (InputStream in = fileSystem.open(file)) {
            return StrictJson.read(in, length, FileDigest.class, file.toString());
        }
    }

    private FileDigest writeFile(String name, FileContent content) throws IOException {
        MessageDigest sha256 = FileDigest.newSha256();
        Path file = new Path(path, name);
        try (OutputStream out =
                new BufferedOutputStream(new DigestOutputStream(fileSystem.create(file, true), sha256), BUFFER)) {
            content.writeTo(out);
        }
        return FileDigest.of(name, fileSystem.getFileStatus(file).getLen(), sha256);
    }
}
