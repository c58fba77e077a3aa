package org.flowfoundry.etl.simulate.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * All conversations of a network in the order of their start. Works in short steps; what a step set off for later
 * waits, so memory holds little more than what is about to start, however long the simulated time is.
 */
public final class TrafficStream {

    private static final long STEP = ArrivalProcess.SLOT;
    private static final Comparator<Waiting> BY_START = Comparator.comparingLong(
                    (Waiting waiting) -> waiting.conversation.start())
            .thenComparingLong(Waiting::number);

    private final List<TrafficSource> sources;
    private final List<RandomStream> randoms = new ArrayList<>();
    private final PriorityQueue<Waiting> pending = new PriorityQueue<>(BY_START);
    private long number;

    /** The number keeps the order of those that start together the same from run to run. */
    private record Waiting(Conversation conversation, long number) {}

    public TrafficStream(List<TrafficSource> sources, RandomStream random) {
        this.sources = List.copyOf(sources);
        for (TrafficSource source : sources) {
            randoms.add(random.child(source.name()));
        }
    }

    /** Gives every conversation that starts in [from, to), those that end later cut off there. */
    public void play(long from, long to, Consumer<Conversation> sink) {
        for (long step = from; step < to; step += STEP) {
            long end = Math.min(to, step + STEP);
            for (int i = 0; i < sources.size(); i++) {
                sources.get(i).emit(step, end, randoms.get(i).child(step), this::add);
            }
            while (!pending.isEmpty() && pending.peek().conversation.start() < end) {
                Conversation next = pending.remove().conversation;
                sink.accept(next.end() > to ? next.part(from, to) : next);
            }
        }
    }

    private void add(Conversation conversation) {
        pending.add(new Waiting(conversation, number++));
    }
}
