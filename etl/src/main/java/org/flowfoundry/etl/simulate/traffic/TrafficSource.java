package org.flowfoundry.etl.simulate.traffic;

import java.util.function.Consumer;

/** Something that makes hosts talk. Immutable: what it gives depends on its arguments alone. */
public interface TrafficSource {

    /** Its name, unique within its network. */
    String name();

    /**
     * Gives the conversations that are set off in [from, to), in no order. None starts before {@code from}; one that is set
     * off here may start later than {@code to}, by some minutes.
     */
    void emit(long from, long to, RandomStream random, Consumer<Conversation> sink);
}
