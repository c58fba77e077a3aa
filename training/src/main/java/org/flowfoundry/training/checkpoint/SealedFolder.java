package org.flowfoundry.training.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.training.TrainingErrors;

/**
 * A folder of files that no longer change, with a manifest of their lengths and SHA-256s: a bit that flipped, a file cut
 * short and a file from elsewhere are found when they are read, and end in a {@link org.flowfoundry.training.DamagedException}.
 */
public final class SealedFolder {

    static final String MANIFEST = "manifest.json";

    private static final int BUFFER = 1 << 16;

    private final FileSystem fileSystem;
    private final Path path;
    private final List<FileDigest> files;

    private SealedFolder(FileSystem fileSystem, Path path, List<FileDigest> files) {
        this.fileSystem = fileSystem;
        this.path = path;
        this.files = files;
    }

    /** Opens a folder that was sealed with a title; reads its manifest only. */
    public static SealedFolder open(FileSystem fileSystem, Path path, String title) {
        Manifest manifest = readManifest(fileSystem, new Path(path, MANIFEST));
        if (!title.equals(manifest.title())) {
            throw TrainingErrors.notWhole(
                    path.toString(), "it was written as '" + manifest.title() + "', not as '" + title + "'");
        }
        for (FileDigest file : manifest.files()) {
            if (!FileDigest.isName(file.name())) {
                throw TrainingErrors.notWhole(path.toString(), MANIFEST + " names a file '" + file.name() + "'");
            }
        }
        return new SealedFolder(fileSystem, path, manifest.files());
    }

    public Path path() {
        return path;
    }

    public List<String> names() {
        return files.stream().map(FileDigest::name).toList();
    }

    /** Reads a file, and makes sure that it is the one that was sealed. */
    public <T> T read(String name, FileParser<T> parser) {
        FileDigest expected = files.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> TrainingErrors.notWhole(path.toString(), "it was written without a file " + name));
        return read(expected, parser);
    }

    /** Makes sure that all of its files are those that were sealed. */
    public SealedFolder verify() {
        files.forEach(file -> read(file, (in, length, name) -> name));
        return this;
    }

    private <T> T read(FileDigest expected, FileParser<T> parser) {
        Path file = new Path(path, expected.name());
        try {
            long length = fileSystem.getFileStatus(file).getLen();
            if (length != expected.bytes()) {
                throw TrainingErrors.notWhole(
                        file.toString(), "it has " + length + " bytes instead of " + expected.bytes());
            }
            MessageDigest sha256 = FileDigest.newSha256();
            T parsed;
            try (InputStream in = new DigestInputStream(fileSystem.open(file), sha256)) {
                parsed = parser.parse(in, length, file.toString());
                readToEnd(in);
            }
            if (!FileDigest.of(expected.name(), length, sha256).equals(expected)) {
                throw TrainingErrors.notWhole(file.toString(), "its SHA-256 is not the one in " + MANIFEST);
            }
            return parsed;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Manifest readManifest(FileSystem fileSystem, Path file) {
        try (InputStream in = fileSystem.open(file)) {
            return StrictJson.read(in, fileSystem.getFileStatus(file).getLen(), Manifest.class, file.toString());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** What a file system says of a file that is damaged is told from what it says while it is out of order. */
    private static UserException unreadable(Path file, IOException e) {
        if (e instanceof FileNotFoundException) {
            return TrainingErrors.notWhole(file.toString(), "it is not there");
        }
        if (e instanceof ChecksumException) {
            return TrainingErrors.notWhole(file.toString(), "the file system finds its checksum wrong");
        }
        return TrainingErrors.notReadable(file.toString(), e);
    }

    private static void readToEnd(InputStream in) throws IOException {
        byte[] rest = new byte[BUFFER];
        int read = 0;
        while (read >= 0) {
            read = in.read(rest);
        }
    }
}
