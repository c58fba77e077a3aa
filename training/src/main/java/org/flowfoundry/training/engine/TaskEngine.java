package org.flowfoundry.training.engine;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.flowfoundry.training.tensor.NativeEngine;

/** The engine on what Spark gave to a task: its GPU, where it has one, and its cores. */
public final class TaskEngine {

    private TaskEngine() {}

    /** With as many threads as the task has cores. */
    public static NativeEngine of(TaskContext task) {
        return of(task, task.cpus());
    }

    /** With so many threads. */
    static NativeEngine of(TaskContext task, int threads) {
        ResourceInformation gpus = task.resourcesJMap().get("gpu");
        return NativeEngine.open(gpus == null ? List.of() : Arrays.asList(gpus.addresses()), threads);
    }
}
