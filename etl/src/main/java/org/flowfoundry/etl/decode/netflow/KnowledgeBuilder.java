package org.flowfoundry.etl.decode.netflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what one file teaches. What is told again unchanged is kept once; beyond a bound, nothing more is kept. */
final class KnowledgeBuilder {

    /** Most entries and template fields that are kept of a file. */
    static final long MAXIMUM_WEIGHT = 1_000_000;

    private final List<Definition> definitions = new ArrayList<>();
    private final List<SamplerFact> samplers = new ArrayList<>();
    private final List<BootFact> boots = new ArrayList<>();
    private final Map<TemplateKey, Template> lastDefinition = new HashMap<>();
    private final Map<Object, Long> lastValue = new HashMap<>();
    private final Map<NameFact, NameFact> names = new LinkedHashMap<>();
    private final Map<ElementKey, InformationElement> elements = new LinkedHashMap<>();
    private final Set<ExportPath> paths = new LinkedHashSet<>();
    private long weight;

    private record SamplerSubject(ObservationDomain domain, SamplerFact.Selector selector) {}

    void add(Definition definition) {
        if (!definition.template().equals(lastDefinition.get(definition.key()))
                && hasRoom(1 + definition.template().fields().size())) {
            lastDefinition.put(definition.key(), definition.template());
            definitions.add(definition);
        }
    }

    void add(SamplerFact fact) {
        if (isNews(new SamplerSubject(fact.domain(), fact.selector()), fact.interval()) && hasRoom(1)) {
            samplers.add(fact);
        }
    }

    void add(BootFact fact) {
        if (isNews(fact.domain(), fact.bootMicros()) && hasRoom(1)) {
            boots.add(fact);
        }
    }

    void add(NameFact fact) {
        if (!names.containsKey(fact) && hasRoom(1)) {
            names.put(fact, fact);
        }
    }

    void add(ElementKey key, InformationElement element) {
        if (!elements.containsKey(key) && hasRoom(1)) {
            elements.put(key, element);
        }
    }

    void add(ExportPath path) {
        if (!paths.contains(path) && hasRoom(1)) {
            paths.add(path);
        }
    }

    private boolean isNews(Object subject, long value) {
        Long last = lastValue.get(subject);
        boolean isKnown = last != null && last == value;
        boolean isTooMuch = last == null && lastValue.size() >= MAXIMUM_WEIGHT;
        if (isKnown || isTooMuch) {
            return false;
        }
        lastValue.put(subject, value);
        return true;
    }

    private boolean hasRoom(long more) {
        if (weight + more > MAXIMUM_WEIGHT) {
            return false;
        }
        weight += more;
        return true;
    }

    Map<ElementKey, InformationElement> elements() {
        return elements;
    }

    FileKnowledge build() {
        return new FileKnowledge(definitions, samplers, boots, List.copyOf(names.keySet()), elements, paths);
    }
}
