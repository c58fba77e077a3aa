package org.flowfoundry.training.gnn;

/** A flow of a sample network, by its hosts' numbers. */
record SampleFlow(int client, int server, int slot, double time, float[] values, boolean hidden) {

    SampleFlow to(int other) {
        return new SampleFlow(client, other, slot, time, values, hidden);
    }
}
