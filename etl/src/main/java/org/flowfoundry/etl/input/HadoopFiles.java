package org.flowfoundry.etl.input;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.etl.EtlErrors;

/** Files of any Hadoop file system: HDFS, object stores. */
final class HadoopFiles {

    private HadoopFiles() {}

    /** The files of a file, a folder (recursively) or a glob, sorted by name. */
    static List<InputFile> find(String input, Configuration hadoop) {
        try {
            Path path = new Path(input);
            FileSystem files = path.getFileSystem(hadoop);
            List<InputFile> found = new ArrayList<>();
            for (FileStatus status : roots(files, path)) {
                collect(files, status, found);
            }
            found.sort(Comparator.comparing(InputFile::name));
            return found;
        } catch (FileNotFoundException e) {
            throw EtlErrors.noSuchInput(input);
        } catch (IOException e) {
            throw EtlErrors.cannotList(input, e);
        } catch (IllegalArgumentException e) {
            throw EtlErrors.badInputName(input, e);
        }
    }

    private static FileStatus[] roots(FileSystem files, Path path) throws IOException {
        try {
            return new FileStatus[] {files.getFileStatus(path)};
        } catch (FileNotFoundException e) {
            FileStatus[] matches = files.globStatus(path);
            if (matches == null || matches.length == 0) {
                throw e;
            }
            return matches;
        }
    }

    private static void collect(FileSystem files, FileStatus status, List<InputFile> found) throws IOException {
        if (status.isFile()) {
            Path path = status.getPath();
            found.add(new InputFile(
                    path.toString(), path.toUri().toString(), status.getLen(), status.getModificationTime(), null));
        } else if (status.isDirectory()) {
            for (FileStatus child : files.listStatus(status.getPath())) {
                if (!InputFiles.isHidden(child.getPath().getName())) {
                    collect(files, child, found);
                }
            }
        }
    }
}
