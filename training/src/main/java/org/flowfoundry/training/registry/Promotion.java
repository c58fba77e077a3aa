package org.flowfoundry.training.registry;

/**
 * That a version became the one that is used by default.
 *
 * @param version as in {@code v3}
 * @param action whether it was named, or was the one before the one that was taken back
 * @param at when, UTC in ISO 8601
 */
public record Promotion(String version, Action action, String at) {

    public Promotion {
        if (NumberedFolders.number(version == null ? "" : version) == 0 || action == null || at == null) {
            throw new IllegalArgumentException("a promotion needs version, action and at");
        }
    }

    /** How a version came to be promoted. */
    public enum Action {
        PROMOTE,
        ROLLBACK
    }
}
