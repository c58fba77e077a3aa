package org.flowfoundry.etl.decode.netflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The sequence numbers of one exporter's socket. A number is meant to count what was sent before its message (RFC 7011 section
 * 3.1); some exporters count the message itself in, and some leave options records out. A message that any of these explains
 * follows its predecessor; how far a number jumps else is told by the way that fitted most often.
 */
final class SequenceSession {

    private static final int WAYS = 4;
    private static final int MAXIMUM_HOLES = 64;

    /** A jump further than this is a new count, not a loss. */
    private static final int MAXIMUM_GAP = 1 << 24;

    private final int[] fitted = new int[WAYS];
    private final Deque<long[]> holes = new ArrayDeque<>();
    private boolean begun;
    private boolean certain;
    private int last;
    private int lastAll;
    private int lastFlows;
    private int suspended;
    private boolean isSuspended;
    private long lost;

    long lost() {
        return lost;
    }

    /**
     * Takes the next message's number.
     *
     * @param all what the message adds to the count, options included
     * @param flows what it adds, options left out
     * @param isCertain whether that is known
     */
    void accept(long sequence, int all, int flows, boolean isCertain) {
        int number = (int) sequence;
        if (!begun || !certain) {
            follow(number, all, flows, isCertain);
            return;
        }
        int jump = number - last;
        int[] expected = {lastAll, lastFlows, all, flows};
        boolean explained = false;
        for (int way = 0; way < WAYS; way++) {
            if (jump == expected[way]) {
                fitted[way]++;
                explained = true;
            }
        }
        int gap = jump - step(all, flows);
        if (explained) {
            follow(number, all, flows, isCertain);
        } else if (gap > 0 && gap <= MAXIMUM_GAP) {
            resumeOrLose(number, gap, all, flows, isCertain);
        } else if (!fills(number, all)) {
            isSuspended = gap < 0;
            suspended = last + step(all, flows);
            follow(number, all, flows, isCertain);
        }
    }

    /** How far the number would have jumped without loss. */
    private int step(int all, int flows) {
        int best = 0;
        for (int way = 1; way < WAYS; way++) {
            if (fitted[way] > fitted[best]) {
                best = way;
            }
        }
        return switch (best) {
            case 0 -> lastAll;
            case 1 -> lastFlows;
            case 2 -> all;
            default -> flows;
        };
    }

    private void resumeOrLose(int number, int gap, int all, int flows, boolean isCertain) {
        boolean resumes = isSuspended && number == suspended;
        if (!resumes) {
            lost += gap;
            if (holes.size() == MAXIMUM_HOLES) {
                holes.removeFirst();
            }
            holes.addLast(new long[] {number - (long) gap, gap});
        }
        isSuspended = false;
        follow(number, all, flows, isCertain);
    }

    /** Whether a message that comes late fills a hole, so that what it brings was not lost. */
    private boolean fills(int number, int count) {
        for (Iterator<long[]> all = holes.iterator(); all.hasNext(); ) {
            long[] hole = all.next();
            int into = number - (int) hole[0];
            boolean countsItselfIn = count > 0 && into == hole[1];
            if (countsItselfIn || (into >= 0 && into < hole[1])) {
                long filled = Math.min(count, hole[1]);
                lost -= filled;
                hole[1] -= filled;
                if (hole[1] == 0) {
                    all.remove();
                }
                return true;
            }
        }
        return false;
    }

    private void follow(int number, int all, int flows, boolean isCertain) {
        begun = true;
        certain = isCertain;
        last = number;
        lastAll = all;
        lastFlows = flows;
    }
}
