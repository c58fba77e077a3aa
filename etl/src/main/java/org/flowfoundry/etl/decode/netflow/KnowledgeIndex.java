package org.flowfoundry.etl.decode.netflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds in the knowledge of many files what concerns one observation domain. Read-only once made, so threads share it. */
final class KnowledgeIndex {

    private final Map<TemplateKey, List<Definition>> byKey = new HashMap<>();
    private final Map<TemplateKey, List<Definition>> behindFiles = new HashMap<>();
    private final Map<ObservationDomain, SamplerTable> samplers = new HashMap<>();
    private final Map<ObservationDomain, TreeMap<Long, Long>> boots = new HashMap<>();
    private final Map<ObservationDomain, Names> names = new HashMap<>();
    private final Map<ElementKey, InformationElement> elements = new HashMap<>();
    private final Set<ExportPath> paths = new HashSet<>();

    KnowledgeIndex(List<FileKnowledge> files) {
        for (FileKnowledge file : files) {
            file.definitions().forEach(this::add);
            file.samplers().forEach(fact -> samplers.computeIfAbsent(fact.domain(), domain -> new SamplerTable())
                    .add(fact));
            file.boots().forEach(fact -> boots.computeIfAbsent(fact.domain(), domain -> new TreeMap<>())
                    .put(fact.exportMicros(), fact.bootMicros()));
            file.names().forEach(fact -> names.computeIfAbsent(fact.domain(), domain -> new Names())
                    .add(fact));
            file.elements().forEach(elements::putIfAbsent);
            paths.addAll(file.paths());
        }
    }

    private void add(Definition definition) {
        byKey.computeIfAbsent(definition.key(), key -> new ArrayList<>()).add(definition);
        if (!definition.key().domain().exporter().isKnown()) {
            behindFiles
                    .computeIfAbsent(anyFile(definition.key()), key -> new ArrayList<>())
                    .add(definition);
        }
    }

    private static TemplateKey anyFile(TemplateKey key) {
        ObservationDomain domain = key.domain();
        return new TemplateKey(new ObservationDomain(Exporter.behind(""), domain.dialect(), domain.id()), key.id());
    }

    /** The same exporter's definitions, from whichever file. */
    List<Definition> definitions(TemplateKey key) {
        return byKey.getOrDefault(key, List.of());
    }

    /** Definitions under the same number from all files whose exporters are not known. */
    List<Definition> definitionsBehindFiles(TemplateKey key) {
        return behindFiles.getOrDefault(anyFile(key), List.of());
    }

    /** The sampling of a domain; null where no options record tells of any. */
    SamplerTable samplers(ObservationDomain domain) {
        return samplers.get(domain);
    }

    /** When the domain's exporter started, by what it said last before an export time, or first; {@link Slot#ABSENT} if never. */
    long bootMicros(ObservationDomain domain, long exportMicros) {
        TreeMap<Long, Long> overTime = boots.get(domain);
        if (overTime == null) {
            return Slot.ABSENT;
        }
        Map.Entry<Long, Long> last = overTime.floorEntry(exportMicros);
        return (last != null ? last : overTime.firstEntry()).getValue();
    }

    /** Names of a domain's interfaces and applications; null where no options record tells of any. */
    Names names(ObservationDomain domain) {
        return names.get(domain);
    }

    /** Elements that exporters described themselves. */
    Map<ElementKey, InformationElement> elements() {
        return elements;
    }

    Set<ExportPath> paths() {
        return paths;
    }

    /** Names by id, the last one told. */
    static final class Names {

        private final Map<Long, String> interfaceNames = new HashMap<>();
        private final Map<Long, String> interfaceDescriptions = new HashMap<>();
        private final Map<String, String> applications = new HashMap<>();

        private void add(NameFact fact) {
            switch (fact.kind()) {
                case INTERFACE_NAME -> interfaceNames.put(Long.valueOf(fact.id()), fact.name());
                case INTERFACE_DESCRIPTION -> interfaceDescriptions.put(Long.valueOf(fact.id()), fact.name());
                case APPLICATION -> applications.put(fact.id(), fact.name());
            }
        }

        String interfaceName(long index) {
            return interfaceNames.get(index);
        }

        String interfaceDescription(long index) {
            return interfaceDescriptions.get(index);
        }

        String application(String id) {
            return applications.get(id);
        }
    }
}
