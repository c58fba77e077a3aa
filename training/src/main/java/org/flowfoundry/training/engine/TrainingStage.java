package org.flowfoundry.training.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import org.flowfoundry.training.TrainingErrors;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** The workers' barrier stage, run beside the driver's thread, which watches it. */
final class TrainingStage {

    private static final long POLL_MILLIS = 500;

    private final SparkContext context;
    private final Slots slots;
    private final WorkerTask<?> task;
    private final String group;
    private final int waitSeconds;

    TrainingStage(SparkContext context, Slots slots, WorkerTask<?> task, String group, int waitSeconds) {
        this.context = context;
        this.slots = slots;
        this.task = task;
        this.group = group;
        this.waitSeconds = waitSeconds;
    }

    /**
     * Runs it to its end.
     *
     * @param watch called twice a second; what it throws ends the stage
     * @throws ExecutionException where Spark gives up
     */
    void run(Runnable watch) throws ExecutionException, InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> end = thread.submit(this::submit);
            long idleSince = System.nanoTime();
            while (!isDone(end)) {
                watch.run();
                idleSince = activeTasks() > 0 ? System.nanoTime() : idleSince;
                if ((System.nanoTime() - idleSince) / 1_000_000_000 > waitSeconds) {
                    throw TrainingErrors.executorsGone(slots.workers(), waitSeconds);
                }
            }
        } finally {
            context.cancelJobGroup(group);
            thread.shutdown();
        }
    }

    private static boolean isDone(Future<?> end) throws ExecutionException, InterruptedException {
        try {
            end.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private Object submit() {
        // Job groups are of the thread that submits; the interrupt ends waits of tasks that Spark wants no longer.
        context.setJobGroup(group, "Training", true);
        ClassTag<Object> anything = ClassTag$.MODULE$.Object();
        List<Object> ranks = new ArrayList<>(Collections.nCopies(slots.workers(), 0));
        RDD<Object> rdd = JavaSparkContext.fromSparkContext(context)
                .parallelize(ranks, slots.workers())
                .rdd();
        RDD<Object> placed = slots.profile() == null ? rdd : rdd.withResources(slots.profile());
        return placed.barrier().mapPartitions(task, false, anything).collect();
    }

    private int activeTasks() {
        int active = 0;
        for (int job : context.statusTracker().getJobIdsForGroup(group)) {
            SparkJobInfo info = context.statusTracker().getJobInfo(job).getOrElse(() -> null);
            for (int stage : info == null ? new int[0] : info.stageIds()) {
                SparkStageInfo stageInfo =
                        context.statusTracker().getStageInfo(stage).getOrElse(() -> null);
                active += stageInfo == null ? 0 : stageInfo.numActiveTasks();
            }
        }
        return active;
    }
}
