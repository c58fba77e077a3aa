package org.flowfoundry.features;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.flowfoundry.core.lake.Lake;
import scala.Option;

/** A folder of the lake where Spark keeps the intermediate results of iterations, for the time of a job. */
final class Checkpoints {

    private Checkpoints() {}

    /** Does the work with a checkpoint folder of its own, which is gone afterwards. */
    static void during(Lake lake, Runnable work) {
        SparkContext context = lake.spark().sparkContext();
        Option<String> before = context.getCheckpointDir();
        Path folder = lake.ownPath("checkpoints/" + UUID.randomUUID());
        context.setCheckpointDir(folder.toString());
        try {
            work.run();
        } finally {
            if (before.isDefined()) {
                context.setCheckpointDir(before.get());
            }
            delete(lake, folder);
        }
    }

    private static void delete(Lake lake, Path folder) {
        try {
            lake.fileSystem().delete(folder, true);
        } catch (IOException e) {
            throw FeatureErrors.checkpointsRemain(folder.toString(), e);
        }
    }
}
