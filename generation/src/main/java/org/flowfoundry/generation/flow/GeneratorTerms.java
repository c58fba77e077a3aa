package org.flowfoundry.generation.flow;

import java.util.List;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordSplit;
import org.flowfoundry.training.registry.ModelRegistry;

/**
 * What a comparison with real flows has to know of a generator of flows.
 *
 * @param domain the network that it learned
 * @param split which records it never saw
 * @param fields of its records, by whose values the split was made
 * @param isDistinct whether it learned from each distinct record once
 */
public record GeneratorTerms(String domain, RecordSplit split, List<RecordField> fields, boolean isDistinct) {

    public GeneratorTerms {
        fields = List.copyOf(fields);
    }

    FlowPart.Rule rule() {
        return new FlowPart.Rule(split, fields);
    }

    /**
     * Those of a registered generator.
     *
     * @param reference {@code name} or {@code name:v3}
     */
    public static GeneratorTerms of(Lake lake, String reference) {
        return of(FlowGenerator.read(new ModelRegistry(lake).resolve(reference)).description());
    }

    static GeneratorTerms of(FlowGenerator.Description description) {
        return new GeneratorTerms(
                description.domain(),
                description.split(),
                FlowRecords.withoutPlaces(description.codec().recordFields()),
                description.counting() == FlowGeneratorOptions.Counting.DISTINCT);
    }
}
