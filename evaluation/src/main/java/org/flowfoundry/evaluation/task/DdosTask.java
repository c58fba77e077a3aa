package org.flowfoundry.evaluation.task;

/** Whether a flow is part of a flood that is to deny a service. */
final class DdosTask implements Task {

    @Override
    public String name() {
        return "ddos";
    }

    @Override
    public String question() {
        return "Is a flow part of a denial of service?";
    }

    @Override
    public String labelColumn() {
        return "label";
    }

    @Override
    public String classOf(String label) {
        return Labels.isDdos(label) ? "ddos" : ordinary();
    }

    @Override
    public String ordinary() {
        return "other";
    }
}
