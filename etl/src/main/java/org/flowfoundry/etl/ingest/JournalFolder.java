package org.flowfoundry.etl.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.etl.EtlErrors;

/** The folder of a lake's journals, each {@code <commit>-<version>.json}. A journal is there whole or not at all. */
final class JournalFolder {

    private static final String SUFFIX = ".json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileSystem files;
    private final Path folder;

    JournalFolder(FileSystem files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /** Keeps a journal. */
    void write(Journal journal) {
        Path file = file(journal);
        Path unfinished = new Path(folder, "_" + file.getName());
        try {
            try (OutputStream out = files.create(unfinished, true)) {
                JSON.writeValue(out, journal);
            }
            if (!files.rename(unfinished, file)) {
                throw new IOException("'" + unfinished + "' cannot be renamed");
            }
        } catch (IOException | FSError e) {
            throw EtlErrors.journalNotWritable(folder.toString(), e);
        }
    }

    /** All journals there are, oldest name first. */
    List<Journal> all() {
        List<Journal> journals = new ArrayList<>();
        for (Path file : list()) {
            read(file).ifPresent(journals::add);
        }
        return journals;
    }

    /** Forgets a journal; another run may have done so already. */
    void delete(Journal journal) {
        try {
            files.delete(file(journal), false);
        } catch (IOException e) {
            throw EtlErrors.journalNotWritable(folder.toString(), e);
        }
    }

    private List<Path> list() {
        try {
            return Arrays.stream(files.listStatus(folder))
                    .map(FileStatus::getPath)
                    .filter(file ->
                            file.getName().endsWith(SUFFIX) && !file.getName().startsWith("_"))
                    .sorted()
                    .toList();
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw EtlErrors.journalNotReadable(folder.toString(), e);
        }
    }

    /** Empty where another run has finished with it since it was listed. */
    private Optional<Journal> read(Path file) {
        try (InputStream in = files.open(file)) {
            return Optional.of(JSON.readValue(in, Journal.class));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw EtlErrors.journalNotReadable(file.toString(), e);
        }
    }

    private Path file(Journal journal) {
        return new Path(folder, journal.commitId() + "-" + journal.domainVersion() + SUFFIX);
    }
}
