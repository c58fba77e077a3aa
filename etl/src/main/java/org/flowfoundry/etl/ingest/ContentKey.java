package org.flowfoundry.etl.ingest;

import java.util.List;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.input.InputFile;
import org.flowfoundry.etl.input.SurveyedFile;

/**
 * The values of {@code ingested_files.content_hash}. Bytes that were ingested are known by their digest alone, so they are
 * never ingested again. What could not be ingested is known by what has to change before it is worth another try, so that a
 * repeated run neither takes it for done nor quarantines it once more.
 */
final class ContentKey {

    private ContentKey() {}

    /** The key that a file gets after it was read, or not. */
    static String of(SurveyedFile surveyed, FileCounts counts, IngestOptions options) {
        return switch (surveyed.state()) {
            case EMPTY -> surveyed.sha256();
            case READABLE -> read(surveyed, counts);
            case REJECTED -> rejected(surveyed, options);
            case UNREADABLE -> unreadable(surveyed.file());
        };
    }

    private static String read(SurveyedFile surveyed, FileCounts counts) {
        if (counts.isAllWithoutTemplate()) {
            return withoutTemplate(surveyed);
        }
        return counts.isAllUndated() ? undated(surveyed) : surveyed.sha256();
    }

    /** All keys under which a file need not be read by this run. */
    static List<String> done(SurveyedFile surveyed, IngestOptions options) {
        if (surveyed.state() == SurveyedFile.State.UNREADABLE) {
            return List.of(unreadable(surveyed.file()));
        }
        String repeat = surveyed.state() == SurveyedFile.State.REJECTED
                ? rejected(surveyed, options)
                : options.date() == null ? undated(surveyed) : surveyed.sha256();
        return List.of(surveyed.sha256(), repeat);
    }

    /** Worth another try in every run that may hold the templates. */
    static String withoutTemplate(SurveyedFile surveyed) {
        return "no-template:" + surveyed.sha256();
    }

    /** Worth another try with a date. */
    private static String undated(SurveyedFile surveyed) {
        return "undated:" + surveyed.sha256();
    }

    /** Worth another try as another format, or once more formats are known. */
    private static String rejected(SurveyedFile surveyed, IngestOptions options) {
        String asked = options.format().equals(IngestOptions.AUTO)
                ? "any-of-" + FlowFormats.installed().size()
                : options.format();
        return "not-" + asked + ":" + surveyed.sha256();
    }

    /** Worth another try always; repeated only once the file has changed. */
    private static String unreadable(InputFile file) {
        return "unreadable:" + file.bytes() + ":" + file.modified() + ":" + file.name();
    }
}
