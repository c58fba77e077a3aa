package org.flowfoundry.generation;

import java.util.List;
import org.flowfoundry.core.error.UserException;

/** The errors that generation answers the user with: what, why, how to mend it. */
public final class GenerationErrors {

    private GenerationErrors() {}

    public static UserException sessionFileTooLarge(String file, long most) {
        return new UserException("'" + file + "' is longer than " + (most >> 20)
                + " MB, the most that is read as one file of sessions. Split it between two sessions.");
    }

    public static UserException badSeriesSetting(String setting, String value, String rule) {
        return new UserException("Setting '" + setting + "' is " + value + ": " + rule + ".");
    }

    public static UserException noSeries(String lake, String source) {
        return new UserException("There are no series of " + source + " in '" + lake
                + "' for these domains and dates. Ingest packets with their lists (format mirage), or compute features for windows,"
                + " and choose domains and dates that have them.");
    }

    public static UserException mixedSeries(String found) {
        return new UserException("The series are of different kinds: " + found
                + ". One model is of one kind: choose domains and dates that have one.");
    }

    public static UserException tooManyClasses(long found, int most) {
        return new UserException("The series have " + found + " labels, of at most " + most
                + " that a model can tell apart. Choose domains with fewer.");
    }

    public static UserException unknownLabel(String label, List<String> known) {
        return new UserException(
                "No series with label '" + label + "' was learned. There are: " + String.join(", ", known) + ".");
    }

    public static UserException notOfSeries(String model, String kind) {
        return new UserException("Model '" + model + "' is of kind " + kind
                + ", not one that generates series. 'models list' shows the kinds.");
    }
}
