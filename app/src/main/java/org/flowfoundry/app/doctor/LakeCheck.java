package org.flowfoundry.app.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Writes, reads, renames and deletes a small file in a lake. */
final class LakeCheck {

    private LakeCheck() {}

    static Check run(String where, String lake, Configuration hadoop) {
        String name = "_flowfoundry/doctor-" + UUID.randomUUID();
        try {
            Path root = new Path(lake);
            FileSystem files = root.getFileSystem(hadoop);
            boolean existed = files.exists(root);
            Path written = new Path(root, name);
            Path renamed = new Path(root, name + ".renamed");
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            try (FSDataOutputStream stream = files.create(written)) {
                stream.write(bytes);
            }
            boolean kept = files.rename(written, renamed) && isThere(files, renamed, bytes);
            files.delete(renamed, false);
            if (!existed) {
                deleteIfEmpty(files, new Path(root, "_flowfoundry"));
                deleteIfEmpty(files, root);
            }
            return kept
                    ? new Check(Check.Status.OK, where, "lake", files.makeQualified(root) + " can be written, renamed in and read")
                    : new Check(Check.Status.FAILED, where, "lake", "What was written to " + lake + " does not read back the same.");
        } catch (IOException | IllegalArgumentException e) {
            return new Check(
                    Check.Status.FAILED,
                    where,
                    "lake",
                    "'" + lake + "' cannot be written (" + e.getMessage()
                            + "). Check the path, its permissions, and for a bucket its file system's jar and credentials.");
        }
    }

    private static void deleteIfEmpty(FileSystem files, Path folder) throws IOException {
        if (files.exists(folder) && files.listStatus(folder).length == 0) {
            files.delete(folder, false);
        }
    }

    private static boolean isThere(FileSystem files, Path path, byte[] expected) throws IOException {
        byte[] read = new byte[expected.length];
        try (FSDataInputStream stream = files.open(path)) {
            stream.readFully(0, read);
        }
        return java.util.Arrays.equals(read, expected);
    }
}
