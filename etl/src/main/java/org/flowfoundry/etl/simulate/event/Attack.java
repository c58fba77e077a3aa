package org.flowfoundry.etl.simulate.event;

import org.flowfoundry.etl.simulate.traffic.Conversation;
import org.flowfoundry.etl.simulate.traffic.RandomStream;

/** One stroke of an event: the conversation that it sets off. */
interface Attack {

    /**
     * The conversation that starts at a moment.
     *
     * @param progress how much of the event is over, 0 to 1
     */
    Conversation stroke(long at, double progress, RandomStream random);
}
