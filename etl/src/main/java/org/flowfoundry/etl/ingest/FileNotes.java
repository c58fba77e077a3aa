package org.flowfoundry.etl.ingest;

import org.flowfoundry.core.job.Progress;
import org.flowfoundry.etl.input.InputFile;

/** Tells the user of files that were not just read; of many, only the first are named. */
final class FileNotes {

    private static final int MOST_NAMED = 20;

    private final Progress progress;
    private int named;
    private int unnamed;

    FileNotes(Progress progress) {
        this.progress = progress;
    }

    void add(IngestedFile file) {
        String name = "'" + file.surveyed().file().name() + "'";
        FileCounts counts = file.counts();
        switch (file.surveyed().state()) {
            case EMPTY -> note(name + " is empty");
            case REJECTED, UNREADABLE ->
                note(name + " is quarantined: " + file.surveyed().problem());
            case READABLE -> {
                if (counts.isAllUndated()) {
                    note(name + " is quarantined: its records have no time; ingest it with --date YYYY-MM-DD");
                } else if (counts.isAllWithoutTemplate()) {
                    note(name + " is quarantined: no file of this run holds its templates; it is read once one does");
                } else if (counts.quarantined() > 0) {
                    note(name + " is damaged: " + counts.quarantined() + " of its " + counts.records()
                            + " records are quarantined");
                }
            }
        }
    }

    /** Tells of a file that is left out. */
    void addUnfinished(InputFile file) {
        note("'" + file.name()
                + "' is left out: its name says that it is still being written. Once it is closed and renamed it is read;"
                + " to read it as it is, name it");
    }

    /** Tells what was left untold. */
    void summarize(IngestResult result) {
        if (unnamed > 0) {
            progress.note(unnamed
                    + " more files are empty, damaged, unreadable or still being written: see table ingested_files");
        }
        if (result.filesSkipped() > 0) {
            progress.note(result.filesSkipped() + " files skipped: their bytes are in the lake already, or came twice");
        }
    }

    private void note(String message) {
        if (named < MOST_NAMED) {
            progress.note(message);
            named++;
        } else {
            unnamed++;
        }
    }
}
