package org.flowfoundry.training.gnn;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.flowfoundry.training.gnn.DomainFields.Column;
import org.flowfoundry.training.gnn.GraphConfig.Aggregation;
import org.flowfoundry.training.graph.GraphBatch;

/**
 * Small networks for tests: communities of clients, each with servers of several services. What a flow measures depends on
 * its service and, a little, on its community; a client mostly uses the servers of its own one.
 */
public final class SampleGraphs {

    static final int SERVICES = 4;
    static final int NUMBERS = 4;
    private static final int COMMUNITIES = 4;
    private static final int CLIENTS = 12;
    private static final double AT_HOME = 0.9;
    private static final double MISSING = 0.1;

    private final SplittableRandom random;
    private final double hidden;
    private final double masked;
    private final double busy;

    /**
     * @param hidden share of flows that are asked for
     * @param masked share of values that are to be reconstructed
     */
    public SampleGraphs(long seed, double hidden, double masked) {
        this(seed, hidden, masked, 0);
    }

    /** @param busy share of all flows that one client has */
    public SampleGraphs(long seed, double hidden, double masked, double busy) {
        this.random = new SplittableRandom(seed);
        this.hidden = hidden;
        this.masked = masked;
        this.busy = busy;
    }

    /** A domain of the samples' fields. */
    public static DomainFields domain(String name) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < SERVICES + NUMBERS; i++) {
            columns.add(i < SERVICES ? Column.INDICATOR : Column.NUMBER);
        }
        return new DomainFields(name, columns);
    }

    static GraphConfig config(Aggregation aggregation) {
        return new GraphConfig(16, 2, 3, aggregation, 2, 0);
    }

    static Stream<GraphConfig> configs() {
        return Stream.of(Aggregation.values()).map(SampleGraphs::config);
    }

    static GraphModel model(GraphConfig config) {
        return new GraphModel(config, List.of(domain("campus"), domain("nf-bot.v2")));
    }

    /** A piece of one network. */
    public GraphBatch batch(int flowsPerSlot, int slots, int lookBack) {
        List<SampleFlow> flows = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            for (int i = 0; i < flowsPerSlot; i++) {
                flows.add(flow(slot, 5.0 * (slot + (double) i / flowsPerSlot)));
            }
        }
        return new SamplePiece(flows, lookBack, masked, random).batch();
    }

    private SampleFlow flow(int slot, double time) {
        int community = random.nextInt(COMMUNITIES);
        int client = random.nextDouble() < busy ? 0 : community * CLIENTS + random.nextInt(CLIENTS);
        // Each client has a favourite service, known by nothing but what it does.
        int service = random.nextDouble() < 0.6 ? client % SERVICES : random.nextInt(SERVICES);
        int where = random.nextDouble() < AT_HOME ? community : random.nextInt(COMMUNITIES);
        int server = COMMUNITIES * CLIENTS + where * SERVICES + service;
        float[] values = new float[SERVICES + NUMBERS];
        values[service] = 1;
        for (int i = 0; i < NUMBERS; i++) {
            double centre = (i % 2 == 0 ? service : where) - 1.5;
            values[SERVICES + i] = random.nextDouble() < MISSING ? Float.NaN : (float) (centre + gaussian());
        }
        return new SampleFlow(client, server, slot, time, values, random.nextDouble() < hidden);
    }

    private double gaussian() {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }
}
