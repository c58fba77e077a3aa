package org.flowfoundry.etl.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.decode.Split;

/**
 * A part of a file, to be decoded by one task.
 *
 * @param index the file's place among those of its survey
 */
public record FilePart(int index, InputFile file, String format, Split split) implements Serializable {

    /** All parts of those files that are readable, in order. */
    public static List<FilePart> of(List<SurveyedFile> files) {
        List<FilePart> parts = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            SurveyedFile file = files.get(i);
            if (file.state() == SurveyedFile.State.READABLE) {
                for (Split split : file.survey().splits()) {
                    parts.add(new FilePart(i, file.file(), file.format(), split));
                }
            }
        }
        return parts;
    }

    /** How many of the file's bytes this is. */
    public long bytes() {
        return Math.max(0, Math.min(split.end(), file.bytes()) - split.start());
    }
}
