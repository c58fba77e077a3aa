package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one file teaches about itself and others. */
record FileKnowledge(
        List<Definition> definitions,
        List<SamplerFact> samplers,
        List<BootFact> boots,
        List<NameFact> names,
        Map<ElementKey, InformationElement> elements,
        Set<ExportPath> paths)
        implements Serializable {

    FileKnowledge {
        definitions = List.copyOf(definitions);
        samplers = List.copyOf(samplers);
        boots = List.copyOf(boots);
        names = List.copyOf(names);
        elements = Map.copyOf(elements);
        paths = Set.copyOf(paths);
    }

    /** A measure of the memory this takes: its entries, and its templates' fields. */
    long weight() {
        long fields = 0;
        for (Definition definition : definitions) {
            fields += definition.template().fields().size();
        }
        return fields
                + definitions.size()
                + samplers.size()
                + boots.size()
                + names.size()
                + elements.size()
                + paths.size();
    }
}
