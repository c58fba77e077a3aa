package org.flowfoundry.evaluation.task;

/** Which attack a flow belongs to, if any: each label is a class, all that mean ordinary traffic are one. */
final class IntrusionTask implements Task {

    @Override
    public String name() {
        return "intrusion";
    }

    @Override
    public String question() {
        return "Which attack, if any, does a flow belong to?";
    }

    @Override
    public String labelColumn() {
        return "label";
    }

    @Override
    public String classOf(String label) {
        return Labels.isOrdinary(label) ? ordinary() : Labels.words(label);
    }

    @Override
    public String ordinary() {
        return "benign";
    }
}
