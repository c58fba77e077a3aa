package org.flowfoundry.etl.decode;

import java.io.Serializable;

/** What a first pass over files learned that records elsewhere need to be read: templates, samplers, names. Immutable. */
public interface Knowledge extends Serializable {

    /** Nothing learned, nothing needed. */
    Knowledge NONE = new None();

    /** What both know. Associative; the left one's files come first. */
    Knowledge merge(Knowledge later);

    /** Knowledge of formats whose records explain themselves. */
    record None() implements Knowledge {
        @Override
        public Knowledge merge(Knowledge later) {
            return later;
        }
    }
}
