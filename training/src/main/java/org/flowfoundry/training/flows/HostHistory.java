package org.flowfoundry.training.flows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The latest flows of one host, in a ring, and what they were like: how many, how many different peers and services, how many
 * had the peer and the service of the flow asked about, and mean and standard deviation of their amounts.
 */
final class HostHistory {

    /** Flows that are looked back at. */
    static final int LENGTH = 20;

    /** Columns before the means and deviations. */
    static final int COUNTS = 6;

    private final int amounts;
    private final String[] peers = new String[LENGTH];
    private final int[] ports = new int[LENGTH];
    private final String[] services = new String[LENGTH];
    private final float[][] values = new float[LENGTH][];
    private long flows;

    HostHistory(int amounts) {
        this.amounts = amounts;
    }

    static int width(int amounts) {
        return COUNTS + 2 * amounts;
    }

    void clear() {
        flows = 0;
    }

    void add(HostEnd end) {
        int at = (int) (flows++ % LENGTH);
        peers[at] = end.peer();
        ports[at] = end.port();
        services[at] = PortService.of(end.port());
        values[at] = end.amounts();
    }

    /** Writes what came before a flow; NaN where nothing did. */
    void describe(HostEnd asked, float[] out, int offset) {
        int length = (int) Math.min(flows, LENGTH);
        Arrays.fill(out, offset, offset + width(amounts), Float.NaN);
        out[offset] = (float) Math.log1p(length);
        if (length == 0) {
            return;
        }
        Set<String> differentPeers = new HashSet<>();
        Set<Integer> differentPorts = new HashSet<>();
        Set<String> differentServices = new HashSet<>();
        int samePeer = 0;
        int sameService = 0;
        String service = PortService.of(asked.port());
        for (int i = 0; i < length; i++) {
            differentPeers.add(peers[i]);
            differentPorts.add(ports[i]);
            differentServices.add(services[i]);
            samePeer += peers[i].equals(asked.peer()) ? 1 : 0;
            sameService += services[i].equals(service) ? 1 : 0;
        }
        out[offset + 1] = differentPeers.size() / (float) length;
        out[offset + 2] = differentPorts.size() / (float) length;
        out[offset + 3] = differentServices.size();
        out[offset + 4] = samePeer / (float) length;
        out[offset + 5] = sameService / (float) length;
        for (int j = 0; j < amounts; j++) {
            moments(j, length, out, offset + COUNTS + 2 * j);
        }
    }

    private void moments(int amount, int length, float[] out, int at) {
        double sum = 0;
        double squares = 0;
        int present = 0;
        for (int i = 0; i < length; i++) {
            float value = values[i][amount];
            if (!Float.isNaN(value)) {
                sum += value;
                squares += (double) value * value;
                present++;
            }
        }
        if (present > 0) {
            double mean = sum / present;
            out[at] = (float) mean;
            out[at + 1] = (float) Math.sqrt(Math.max(0, squares / present - mean * mean));
        }
    }
}
