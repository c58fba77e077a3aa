package org.flowfoundry.training.registry;

import org.flowfoundry.training.TrainingErrors;

/**
 * A model as users name it: {@code name}, {@code name:v3}, {@code name:promoted} or {@code name:latest}.
 *
 * @param number of the version; 0 where it is found by the choice
 */
record ModelReference(ModelName name, Choice choice, int number) {

    /** Which version is meant. */
    enum Choice {
        /** The promoted one, or the latest where none is. */
        DEFAULT,
        PROMOTED,
        LATEST,
        NUMBERED
    }

    static ModelReference parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new ModelReference(ModelName.of(text), Choice.DEFAULT, 0);
        }
        ModelName name = ModelName.of(text.substring(0, colon));
        String version = text.substring(colon + 1);
        int number = NumberedFolders.number(version);
        return switch (version) {
            case "promoted" -> new ModelReference(name, Choice.PROMOTED, 0);
            case "latest" -> new ModelReference(name, Choice.LATEST, 0);
            default -> {
                if (number == 0) {
                    throw TrainingErrors.badModelVersion(text, version);
                }
                yield new ModelReference(name, Choice.NUMBERED, number);
            }
        };
    }
}
