package org.flowfoundry.etl.ingest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.Quarantine;
import org.flowfoundry.etl.input.FilePart;
import org.flowfoundry.etl.input.PartReader;
import org.flowfoundry.etl.input.Shipped;
import org.flowfoundry.etl.input.SurveyedFile;
import org.flowfoundry.etl.input.TaskFailures;

/**
 * Tells of files that gave nothing in an earlier run, as their templates were not there, whether they would now. They are
 * read as far as their first flow, and nothing is kept: a run that knows no more than the last one quarantines nothing twice.
 */
final class TemplateSearch {

    private static final Quarantine IGNORED = (record, offset, reason, raw, rawOffset, rawLength) -> {};

    private final JavaSparkContext spark;
    private final DecodeStage.Context context;

    TemplateSearch(JavaSparkContext spark, DecodeStage.Context context) {
        this.spark = spark;
        this.context = context;
    }

    /** Those of the files that still give no flow. */
    Set<SurveyedFile> missing(List<SurveyedFile> files) {
        Set<SurveyedFile> missing = new HashSet<>(files);
        if (!files.isEmpty()) {
            withFlows(files).forEach(index -> missing.remove(files.get(index)));
        }
        return missing;
    }

    /** The indexes of files that give flows, once for each part that does. */
    private List<Integer> withFlows(List<SurveyedFile> files) {
        DecodeStage.Context taskContext = context;
        List<Shipped<FilePart>> parts = new ArrayList<>();
        FilePart.of(files).forEach(part -> parts.add(Shipped.of(part)));
        return TaskFailures.unwrapped(() -> spark.parallelize(parts)
                .map(Shipped::open)
                .filter(part -> givesFlows(part, taskContext))
                .map(FilePart::index)
                .collect());
    }

    private static boolean givesFlows(FilePart part, DecodeStage.Context context) {
        FlowBatch batch = new FlowBatch();
        try (PartReader reader =
                PartReader.open(part, context.knowledge().value().open(), IGNORED, context.configuration())) {
            boolean more = true;
            while (more && batch.rows() == 0) {
                more = reader.read(batch);
            }
            return batch.rows() > 0;
        }
    }
}
