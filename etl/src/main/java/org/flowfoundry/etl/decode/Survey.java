package org.flowfoundry.etl.decode;

import java.io.Serializable;
import java.util.List;

/** What the first pass over a file found: how it splits, and what other records need to know from it. */
public record Survey(List<Split> splits, Knowledge knowledge) implements Serializable {

    /** A file that is decoded as one, and teaches nothing. */
    public static final Survey WHOLE = new Survey(List.of(Split.WHOLE), Knowledge.NONE);

    public Survey {
        splits = List.copyOf(splits);
    }
}
