package org.flowfoundry.etl.decode.netflow;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The templates in force at one place of a file. Bounded: the domain that was quiet longest is forgotten first, and what is
 * forgotten is still found in the knowledge.
 */
final class TemplateStore {

    /** Most fields of all templates held, some hundred bytes each. */
    private static final long MAXIMUM_FIELDS = 300_000;

    private final Map<ElementKey, InformationElement> learned;
    private final LinkedHashMap<ObservationDomain, DomainTemplates> domains = new LinkedHashMap<>(16, 0.75f, true);
    private long fields;

    TemplateStore(Map<ElementKey, InformationElement> learned) {
        this.learned = learned;
    }

    /** Puts a template in force, in place of any other under its number. */
    void define(TemplateKey key, Template template) {
        DomainTemplates domain = domains.computeIfAbsent(key.domain(), added -> new DomainTemplates());
        fields += domain.put(key.id(), template);
        while (fields > MAXIMUM_FIELDS) {
            Iterator<DomainTemplates> eldest = domains.values().iterator();
            fields -= eldest.next().fields;
            eldest.remove();
        }
    }

    void withdraw(TemplateKey key) {
        DomainTemplates domain = domains.get(key.domain());
        if (domain != null) {
            fields -= domain.remove(key.id());
        }
    }

    /** Withdraws all templates of flows, or all options templates, of a domain. */
    void withdrawAll(ObservationDomain key, boolean options) {
        DomainTemplates domain = domains.get(key);
        if (domain != null) {
            fields -= domain.removeAll(options);
        }
    }

    /** The layout of the template in force under a number, or null. */
    RecordLayout find(ObservationDomain key, int id) {
        DomainTemplates domain = domains.get(key);
        Entry entry = domain == null ? null : domain.entries.get(id);
        return entry == null ? null : entry.layout(learned);
    }

    private static final class DomainTemplates {

        private final Map<Integer, Entry> entries = new HashMap<>();
        private long fields;

        /** Returns by how many fields the domain grew. */
        private long put(int id, Template template) {
            Entry before = entries.get(id);
            if (before != null && before.template.equals(template)) {
                return 0;
            }
            entries.put(id, new Entry(template));
            long grown = template.fields().size();
            grown -= before == null ? 0 : before.template.fields().size();
            fields += grown;
            return grown;
        }

        private long remove(int id) {
            Entry removed = entries.remove(id);
            long shrunk = removed == null ? 0 : removed.template.fields().size();
            fields -= shrunk;
            return shrunk;
        }

        private long removeAll(boolean options) {
            long before = fields;
            entries.values().removeIf(entry -> {
                boolean matches = entry.template.isOptions() == options;
                fields -= matches ? entry.template.fields().size() : 0;
                return matches;
            });
            return before - fields;
        }
    }

    /** A template, compiled once records need it. */
    private static final class Entry {

        private final Template template;
        private RecordLayout layout;

        private Entry(Template template) {
            this.template = template;
        }

        private RecordLayout layout(Map<ElementKey, InformationElement> learned) {
            if (layout == null) {
                layout = new RecordLayout(template, learned);
            }
            return layout;
        }
    }
}
