package org.flowfoundry.etl.ingest;

import java.util.Locale;
import org.flowfoundry.etl.input.SurveyedFile;

/** A file and what came of it: a row of {@code ingested_files}. */
record IngestedFile(SurveyedFile surveyed, String contentKey, FileCounts counts) {

    enum Status {
        OK,
        /** Something of it was quarantined. */
        DAMAGED,
        /** Nothing of it could be read. */
        UNREADABLE;

        /** As the table has it. */
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Status status() {
        return switch (surveyed.state()) {
            case EMPTY -> Status.OK;
            case READABLE -> counts.quarantined() > 0 ? Status.DAMAGED : Status.OK;
            case REJECTED, UNREADABLE -> Status.UNREADABLE;
        };
    }
}
