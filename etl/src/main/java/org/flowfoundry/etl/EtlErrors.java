package org.flowfoundry.etl;

import java.io.IOException;
import java.util.List;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.etl.input.InputProblems;

/** The errors of this module that users see. Each says what is wrong with which thing, why, and what to do. */
public final class EtlErrors {

    private EtlErrors() {}

    public static UserException noSuchInput(String path, String folder, List<String> nearby) {
        String holds = nearby.isEmpty() ? "is empty" : "holds " + String.join(", ", nearby);
        return new UserException(
                "No input at '" + path + "': '" + folder + "' " + holds + ". Give --input an existing file, folder or glob.");
    }

    public static UserException noSuchInput(String uri) {
        return new UserException("No input at '" + uri + "'. Give --input an existing file, folder or glob.");
    }

    public static UserException noFiles(List<String> inputs) {
        return new UserException("There is no file to read in " + quoted(inputs)
                + "; files and folders whose names begin with . or _ are left out unless named themselves.");
    }

    public static UserException cannotList(String path, IOException cause) {
        return new UserException(
                "Cannot list '" + path + "': " + reason(cause) + ". Check its permissions, or that its host can be reached.",
                cause);
    }

    public static UserException notAFile(String path) {
        return new UserException("'" + path
                + "' is a pipe, socket or device. Input is read more than once: copy it to a file, and give that.");
    }

    public static UsageException badInputName(String input, IllegalArgumentException cause) {
        return new UsageException("'" + input + "' is no path: " + cause.getMessage()
                + ". Give --input a file, a folder, a glob or a URI; names that are not ASCII need a UTF-8 locale.");
    }

    public static UsageException badGlob(String part, IllegalArgumentException cause) {
        return new UsageException("'" + part + "' is no glob: "
                + cause.getMessage().lines().findFirst().orElse("") + ". Put a backslash before each *, ?, [ and { that is meant literally.");
    }

    public static UsageException keyFileUnreadable(String file, Exception cause) {
        return new UsageException("Cannot read the key file '" + file + "': " + reason(cause)
                + ". Give --anonymize a file of 32 bytes, or of 64 hexadecimal digits.");
    }

    public static UsageException notAKey(String file, String bytes) {
        return new UsageException("'" + file + "' holds no key: it has " + bytes
                + " bytes. Give --anonymize a file of 32 bytes, or of 64 hexadecimal digits (openssl rand -hex 32).");
    }

    private static String quoted(List<String> inputs) {
        return String.join(", ", inputs.stream().map(input -> "'" + input + "'").toList());
    }

    private static String reason(Exception cause) {
        return cause instanceof IOException failure ? InputProblems.describe(failure) : cause.getMessage();
    }
}
