package org.flowfoundry.app.doctor;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.training.tensor.NativeEngine;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Loads the engine in the JVM of each executor, as a training would, and says what it would train with.
 *
 * @param executors what each executor, by its id, gives the worker of a training
 */
record EngineCheck(Map<String, Share> executors) implements Serializable {

    /** A worker's share of its machine: the executor's cores, and its GPUs as Spark names them. */
    private record Share(int cores, List<String> gpus) implements Serializable {}

    static EngineCheck of(SparkContext context) {
        Map<String, Share> executors = new HashMap<>();
        for (ExecutorSummary executor :
                CollectionConverters.asJava(context.statusStore().executorList(true))) {
            boolean hasGpus = executor.resources().contains("gpu");
            String[] gpus = hasGpus ? executor.resources().apply("gpu").addresses() : new String[0];
            executors.put(executor.id(), new Share(executor.totalCores(), List.of(gpus)));
        }
        return new EngineCheck(executors);
    }

    /** In a task. */
    Check run(String where) {
        Share share = executors.getOrDefault(SparkEnv.get().executorId(), new Share(1, List.of()));
        try {
            NativeEngine.Description engine =
                    NativeEngine.open(share.gpus(), Math.max(1, share.cores())).describe();
            return new Check(
                    Check.Status.OK,
                    where,
                    "engine",
                    String.format(
                            Locale.ROOT,
                            "%s %s (%s) on %s, %d thread%s, linear layers by %s",
                            engine.engine(),
                            engine.version(),
                            engine.flavor(),
                            engine.device(),
                            engine.threads(),
                            engine.threads() == 1 ? "" : "s",
                            engine.gemm()));
        } catch (UserException e) {
            return new Check(Check.Status.FAILED, where, "engine", e.getMessage());
        }
    }
}
