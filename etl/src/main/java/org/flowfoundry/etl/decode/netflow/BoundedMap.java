package org.flowfoundry.etl.decode.netflow;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets the entry unused for longest once it holds too many. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;

    private final int limit;

    BoundedMap(int limit) {
        super(16, 0.75f, true);
        this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > limit;
    }
}
