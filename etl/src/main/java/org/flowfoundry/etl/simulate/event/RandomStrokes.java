package org.flowfoundry.etl.simulate.event;

import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import org.flowfoundry.etl.simulate.traffic.ArrivalProcess;
import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.RandomStream;
import org.flowfoundry.etl.simulate.traffic.TrafficSource;

/**
 * An event whose strokes come at random times within its window.
 *
 * @param strokes expected number over the whole event
 * @param shape how the rate changes from the begin (0) to the end (1) of the event; its mean is 1
 */
record RandomStrokes(EventWindow window, double strokes, DoubleUnaryOperator shape, Attack attack)
        implements TrafficSource {

    /** Strokes that come at the same rate all the time. */
    static RandomStrokes steady(EventWindow window, double strokes, Attack attack) {
        return new RandomStrokes(window, strokes, progress -> 1, attack);
    }

    @Override
    public String name() {
        return window.id();
    }

    @Override
    public void emit(long from, long to, RandomStream random, Consumer<Conversation> sink) {
        double rate = strokes / window.seconds();
        new ArrivalProcess(at -> rate * shape.applyAsDouble(window.progress(at)))
                .arrivals(
                        Math.max(from, window.start()),
                        Math.min(to, window.end()),
                        random,
                        at -> sink.accept(marked(at, random)));
    }

    private Conversation marked(long at, RandomStream random) {
        Conversation stroke = attack.stroke(at, window.progress(at), random);
        return stroke.because(stroke.cause().within(window.label(), window.id()));
    }
}
