package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.score.LoadedModel;
import org.flowfoundry.training.score.ScoreTables;
import org.flowfoundry.training.sequence.Split.Part;

/** What an adapted model said of host windows that it never saw, beside what their flows are labelled as. */
public final class HeldOut {

    private HeldOut() {}

    /**
     * The scores of a model on its test hosts and test time.
     *
     * @param model with a task whose labels the lake's flows, or its series, hold; it has scored the range
     * @return domain, host, window_start, label, prediction, probability
     */
    public static Dataset<Row> scores(Lake lake, String model, PartitionRange range) {
        LoadedModel loaded = LoadedModel.of(new ModelRegistry(lake).resolve(model));
        LabelRequest request =
                LabelRequest.of(lake, range, loaded.encoder(), loaded.split().testStart(), null);
        String[] window = {"domain", "host", "window_start"};
        Dataset<Row> labels = Task.named(loaded.task()).labels(request).drop("date");
        return lake.read(ScoreTables.SCORES, range)
                .where(col("model").equalTo(loaded.name()).and(col("version").equalTo(loaded.version())))
                .where(loaded.split().condition(Part.TEST))
                .join(labels, window)
                .select("domain", "host", "window_start", "label", "prediction", "probability");
    }
}
