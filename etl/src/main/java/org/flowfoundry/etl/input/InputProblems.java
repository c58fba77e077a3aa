package org.flowfoundry.etl.input;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.security.AccessControlException;

/** Says in a few words why a file could not be had. */
public final class InputProblems {

    private InputProblems() {}

    /** The problem without the file's name, which Java's messages repeat or consist of. */
    public static String describe(IOException failure) {
        if (failure instanceof AccessDeniedException || failure instanceof AccessControlException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return "it is not there any more, or not on this machine";
        }
        if (failure instanceof FileSystemException problem && problem.getReason() != null) {
            return problem.getReason();
        }
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
