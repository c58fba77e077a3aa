package org.flowfoundry.etl.decode.netflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.flowfoundry.etl.decode.netflow.SamplerFact.Scope;
import org.flowfoundry.etl.decode.netflow.SamplerFact.Selector;

/**
 * The sampling of one observation domain over time. An interval holds from the export time of the options record that told it;
 * before the first one, the first one holds, as exporters repeat what does not change.
 */
final class SamplerTable {

    /** No interval is known. */
    static final long UNKNOWN = -1;

    private final Map<Selector, TreeMap<Long, Long>> intervals = new HashMap<>();

    void add(SamplerFact fact) {
        intervals
                .computeIfAbsent(fact.selector(), selector -> new TreeMap<>())
                .put(fact.exportMicros(), fact.interval());
    }

    /**
     * The interval that holds for a record.
     *
     * @param sampler the sampler that the record names, or {@link Slot#ABSENT}
     * @param ingress the interface by which the flow entered, or {@link Slot#ABSENT}
     * @return {@link #UNKNOWN} where the sampler was never described, or several differ and the record names none
     */
    long interval(long sampler, long ingress, long exportMicros) {
        if (sampler != Slot.ABSENT && (sampler != 0 || intervals.containsKey(new Selector(Scope.SAMPLER, 0)))) {
            return at(new Selector(Scope.SAMPLER, sampler), exportMicros);
        }
        long byInterface = at(new Selector(Scope.INTERFACE, ingress), exportMicros);
        if (byInterface != UNKNOWN) {
            return byInterface;
        }
        long ofDomain = at(Selector.WHOLE_DOMAIN, exportMicros);
        if (ofDomain != UNKNOWN) {
            return ofDomain;
        }
        return sampler == Slot.ABSENT ? common(exportMicros) : UNKNOWN;
    }

    private long common(long exportMicros) {
        Set<Long> distinct = new HashSet<>();
        intervals.keySet().forEach(selector -> distinct.add(at(selector, exportMicros)));
        return distinct.size() == 1 ? distinct.iterator().next() : UNKNOWN;
    }

    private long at(Selector selector, long exportMicros) {
        TreeMap<Long, Long> overTime = intervals.get(selector);
        if (overTime == null) {
            return UNKNOWN;
        }
        Map.Entry<Long, Long> last = overTime.floorEntry(exportMicros);
        return (last != null ? last : overTime.firstEntry()).getValue();
    }
}
