package org.flowfoundry.etl.input;

import java.io.Serializable;
import org.flowfoundry.etl.decode.Survey;

/**
 * A file after the first pass.
 *
 * @param sha256 of its bytes, hexadecimal; null where they could not be read, or were not asked for
 * @param format the name of the format it is read as; null unless it is {@link State#READABLE}
 * @param survey its splits and what it teaches
 * @param problem why it is not read; null where it is, or is empty
 * @param head its first bytes as they lie in the file, for the quarantine; empty where it is readable
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SurveyedFile(
        InputFile file, State state, String sha256, String format, Survey survey, String problem, byte[] head)
        implements Serializable {

    /** The same with another survey. */
    public SurveyedFile withSurvey(Survey other) {
        return new SurveyedFile(file, state, sha256, format, other, problem, head);
    }

    /** What is to be done with a file. */
    public enum State {
        READABLE,
        /** It holds nothing. */
        EMPTY,
        /** It is not of a format that is known, or not of the one that was asked for. */
        REJECTED,
        /** Its bytes could not be had. */
        UNREADABLE
    }
}
