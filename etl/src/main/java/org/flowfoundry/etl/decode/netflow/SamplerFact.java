package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;

/**
 * What an options record says of sampling: from a time on, one packet in {@code interval} is counted.
 *
 * @param exportMicros when the exporter said so
 * @param selector what the interval holds for: a sampler, the flows that enter by an interface, or the whole domain
 */
record SamplerFact(ObservationDomain domain, long exportMicros, Selector selector, long interval)
        implements Serializable {

    enum Scope {
        SAMPLER,
        INTERFACE,
        DOMAIN
    }

    record Selector(Scope scope, long id) implements Serializable {
        static final Selector WHOLE_DOMAIN = new Selector(Scope.DOMAIN, 0);
    }
}
