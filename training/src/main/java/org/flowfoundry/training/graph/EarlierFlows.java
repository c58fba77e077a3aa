package org.flowfoundry.training.graph;

import java.util.Arrays;

/** The last visible flows of each host in one role, and the links to them. Each flow costs its look-back, however busy a host. */
final class EarlierFlows {

    private final Piece piece;
    private final int lookBack;
    private final int[] latest;
    private final int[] links;
    private final float[] gaps;

    /**
     * @param role (flows): number of each flow's host, -1 = not known
     * @param hidden (flows): has no links and is linked to by none
     */
    EarlierFlows(Piece piece, int[] role, boolean[] hidden, int lookBack) {
        this.piece = piece;
        this.lookBack = lookBack;
        this.latest = filled(piece.hosts() * lookBack);
        this.links = filled(piece.flows() * lookBack);
        this.gaps = new float[links.length];
        for (int i = 0; i < role.length; i++) {
            if (!hidden[i] && role[i] >= 0) {
                link(i, role[i] * lookBack);
            }
        }
    }

    private static int[] filled(int size) {
        int[] none = new int[size];
        Arrays.fill(none, -1);
        return none;
    }

    private void link(int flow, int from) {
        for (int back = 0; back < lookBack && latest[from + back] >= 0; back++) {
            int earlier = latest[from + back];
            links[flow * lookBack + back] = earlier;
            gaps[flow * lookBack + back] = (float) Math.log1p(piece.secondsBetween(earlier, flow));
        }
        System.arraycopy(latest, from, latest, from + 1, lookBack - 1);
        latest[from] = flow;
    }

    /** (flows, lookBack): earlier flows, the latest first, -1 = none. */
    int[] links() {
        return links;
    }

    /** (flows, lookBack): log(1 + seconds) between the starts, 0 where there is none. */
    float[] gaps() {
        return gaps;
    }
}
