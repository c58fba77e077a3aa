package org.flowfoundry.etl.decode.netflow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds templates for data sets that stand before their template, or whose template is in another file.
 *
 * <p>In the same file, the nearest later definition. Else in other files of the same exporter, the one nearest in time of those
 * that fit the set's length. Where the exporter is not known, other such files' definitions that fit, if they agree; else those of
 * the file whose name shares most of its beginning with this one's; else none, as a guess would be silent.
 */
final class LateTemplates {

    private static final int MAXIMUM_CACHED = 10_000;

    private final String file;
    private final KnowledgeIndex knowledge;
    private final Map<TemplateKey, List<Definition>> candidates = new BoundedMap<>(MAXIMUM_CACHED);
    private final Map<Template, RecordLayout> layouts = new BoundedMap<>(MAXIMUM_CACHED);

    LateTemplates(String file, KnowledgeIndex knowledge) {
        this.file = file;
        this.knowledge = knowledge;
    }

    /** What was found for a data set: a layout, or why there is none. */
    record Found(RecordLayout layout, String problem) {}

    Found find(TemplateKey key, ExportMessage message, SetCursor set) {
        List<Definition> known = candidates(key, message);
        String name = "template " + key.id() + " of domain "
                + Long.toUnsignedString(key.domain().id()) + " (" + key.domain().dialect() + ")";
        if (known.isEmpty()) {
            return new Found(null, "No " + name);
        }
        if (isLater(known.get(0), message)) {
            return new Found(layout(known.get(0).template()), null);
        }
        List<Definition> fitting = fitting(known, message, set);
        if (fitting.isEmpty()) {
            return new Found(null, "No fitting " + name + ": those of other files do not fit the set's length");
        }
        Template chosen = key.domain().exporter().isKnown() ? nearestInTime(fitting, message) : nearestInName(fitting);
        return chosen == null
                ? new Found(null, "Ambiguous " + name + ": files define it differently")
                : new Found(layout(chosen), null);
    }

    private List<Definition> candidates(TemplateKey key, ExportMessage message) {
        List<Definition> known = candidates.get(key);
        boolean passed = known != null
                && !known.isEmpty()
                && known.get(0).file().equals(file)
                && !isLater(known.get(0), message);
        if (known == null || passed) {
            known = lookUp(key, message);
            candidates.put(key, known);
        }
        return known;
    }

    private List<Definition> lookUp(TemplateKey key, ExportMessage message) {
        List<Definition> sameExporter = knowledge.definitions(key);
        List<Definition> later = sameExporter.stream()
                .filter(definition -> isLater(definition, message))
                .min(Comparator.comparingLong(Definition::offset))
                .map(List::of)
                .orElse(List.of());
        if (!later.isEmpty()) {
            return later;
        }
        List<Definition> elsewhere =
                key.domain().exporter().isKnown() ? sameExporter : knowledge.definitionsBehindFiles(key);
        return elsewhere.stream()
                .filter(definition -> !definition.file().equals(file))
                .toList();
    }

    private boolean isLater(Definition definition, ExportMessage message) {
        return definition.file().equals(file) && definition.offset() > message.fileOffset(message.start);
    }

    private RecordLayout layout(Template template) {
        return layouts.computeIfAbsent(template, added -> new RecordLayout(added, knowledge.elements()));
    }

    /** Those whose records leave nothing of the set but zero padding, or else those that leave less than four bytes. */
    private List<Definition> fitting(List<Definition> known, ExportMessage message, SetCursor set) {
        Predicate<Definition> exactly = definition -> {
            int end = recordsEnd(layout(definition.template()), message, set);
            return end > set.start() && set.end() - end < 4 && SetCursor.isZero(message.bytes, end, set.end());
        };
        Predicate<Definition> nearly = definition -> {
            int end = recordsEnd(layout(definition.template()), message, set);
            return end > set.start() && set.end() - end < 4;
        };
        List<Definition> fitting = known.stream().filter(exactly).toList();
        return fitting.isEmpty() ? known.stream().filter(nearly).toList() : fitting;
    }

    /** Where the last whole record of the set would end. */
    private static int recordsEnd(RecordLayout layout, ExportMessage message, SetCursor set) {
        int at = set.start();
        if (layout.minimumLength() == 0) {
            return at;
        }
        for (int next = layout.locate(message.bytes, at, set.end());
                next > at;
                next = layout.locate(message.bytes, at, set.end())) {
            at = next;
        }
        return at;
    }

    private static Template nearestInTime(List<Definition> fitting, ExportMessage message) {
        return fitting.stream()
                .min(Comparator.comparingLong(definition -> Math.abs(definition.exportMicros() - message.exportMicros)))
                .map(Definition::template)
                .orElse(null);
    }

    private Template nearestInName(List<Definition> fitting) {
        int longest = -1;
        List<Template> best = new ArrayList<>();
        for (Definition definition : fitting) {
            int shared = sharedBeginning(definition.file(), file);
            if (shared > longest) {
                longest = shared;
                best.clear();
            }
            if (shared == longest && !best.contains(definition.template())) {
                best.add(definition.template());
            }
        }
        List<Template> all =
                fitting.stream().map(Definition::template).distinct().toList();
        if (all.size() == 1) {
            return all.get(0);
        }
        return best.size() == 1 ? best.get(0) : null;
    }

    private static int sharedBeginning(String one, String other) {
        int limit = Math.min(one.length(), other.length());
        int shared = 0;
        while (shared < limit && one.charAt(shared) == other.charAt(shared)) {
            shared++;
        }
        return shared;
    }
}
