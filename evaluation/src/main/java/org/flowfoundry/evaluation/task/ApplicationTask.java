package org.flowfoundry.evaluation.task;

import java.util.Set;

/** Which application a flow is of, as the source says in the column application. */
final class ApplicationTask implements Task {

    @Override
    public String name() {
        return "application";
    }

    @Override
    public String question() {
        return "Which application is a flow of?";
    }

    @Override
    public String labelColumn() {
        return "application";
    }

    @Override
    public String classOf(String label) {
        return label.isBlank() || label.equals("-") ? null : Labels.words(label);
    }

    @Override
    public String ordinary() {
        return null;
    }

    @Override
    public Set<String> withheld() {
        return Set.of("application");
    }
}
