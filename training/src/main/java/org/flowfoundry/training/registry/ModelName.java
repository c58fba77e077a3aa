package org.flowfoundry.training.registry;

import java.util.regex.Pattern;
import org.flowfoundry.training.TrainingErrors;

/** A model's name: also the name of its folder, so nothing that could lead out of it. */
record ModelName(String text) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    static ModelName of(String text) {
        if (!isName(text)) {
            throw TrainingErrors.badModelName(text);
        }
        return new ModelName(text);
    }

    static boolean isName(String text) {
        return text != null && NAME.matcher(text).matches();
    }

    /** What the folders of its versions are sealed as. */
    String title() {
        return "model " + text;
    }
}
