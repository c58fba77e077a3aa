package org.flowfoundry.evaluation.task;

/** Whether a flow is a bot's: its control traffic, or what is labelled with the name of a botnet. */
final class BotnetTask implements Task {

    @Override
    public String name() {
        return "botnet";
    }

    @Override
    public String question() {
        return "Is a flow a bot's?";
    }

    @Override
    public String labelColumn() {
        return "label";
    }

    @Override
    public String classOf(String label) {
        return Labels.isBotnet(label) ? "botnet" : ordinary();
    }

    @Override
    public String ordinary() {
        return "other";
    }
}
