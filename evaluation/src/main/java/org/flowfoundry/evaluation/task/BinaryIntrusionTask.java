package org.flowfoundry.evaluation.task;

/** Whether a flow belongs to any attack. */
final class BinaryIntrusionTask implements Task {

    @Override
    public String name() {
        return "intrusion-binary";
    }

    @Override
    public String question() {
        return "Does a flow belong to any attack?";
    }

    @Override
    public String labelColumn() {
        return "label";
    }

    @Override
    public String classOf(String label) {
        return Labels.isOrdinary(label) ? ordinary() : "attack";
    }

    @Override
    public String ordinary() {
        return "benign";
    }
}
