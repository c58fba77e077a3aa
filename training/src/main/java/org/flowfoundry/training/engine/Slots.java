package org.flowfoundry.training.engine;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.engine.TrainingConfig.Resources;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Where workers can run: one in each executor, which it has for itself. Found before the stage begins, because a barrier
 * stage that lacks an executor waits without saying so.
 *
 * @param workers how many
 * @param threads native threads of each; 0 = as many as the task has cores, where that is safe
 * @param profile what a task needs, so that an executor has room for one only; null in local mode
 */
record Slots(int workers, int threads, ResourceProfile profile) {

    /** What Spark lists the driver as, among executors. */
    private static final String DRIVER = "driver";

    private static final long POLL_MILLIS = 200;

    /** Executors come one after the other: so long without another one, and all are there. */
    private static final long SETTLED_MILLIS = 5000;

    /**
     * Waits for executors, and chooses.
     *
     * @throws org.flowfoundry.core.error.UserException where there are too few of them, or they come and go
     */
    static Slots find(SparkContext context, Resources resources, Progress progress) throws InterruptedException {
        SparkConf conf = context.conf();
        if (context.isLocal()) {
            return local(context, resources, progress);
        }
        if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
            throw TrainingErrors.dynamicAllocation();
        }
        int expected = resources.workers() > 0 ? resources.workers() : expected(conf, context.master());
        List<ExecutorSummary> executors = await(context, expected, resources.waitSeconds());
        if (executors.isEmpty() || executors.size() < resources.workers()) {
            throw TrainingErrors.tooFewExecutors(
                    Math.max(1, resources.workers()), executors.size(), resources.waitSeconds());
        }
        int workers = resources.workers() > 0 ? resources.workers() : executors.size();
        return new Slots(workers, resources.threads(), profile(executors));
    }

    /** All cores, where threads that wait sleep; one otherwise: on a busy machine spinning threads are far slower than one. */
    static int safeThreads(int cores) {
        return "passive".equalsIgnoreCase(System.getenv("OMP_WAIT_POLICY")) ? cores : 1;
    }

    /** In local mode driver and tasks are one JVM, and the threads of native operators are one pool. */
    private static Slots local(SparkContext context, Resources resources, Progress progress) {
        if (resources.workers() > 1) {
            throw TrainingErrors.localHasOneWorker(context.master(), resources.workers());
        }
        int threads = resources.threads() > 0 ? resources.threads() : safeThreads(context.defaultParallelism());
        progress.note("Master " + context.master() + " is one process: one worker with " + threads
                + (threads == 1 ? " thread" : " threads"));
        return new Slots(1, threads, null);
    }

    /** How many executors the application asked for; 0 where that is not known. */
    private static int expected(SparkConf conf, String master) {
        if (master.startsWith("local-cluster")) {
            return Integer.parseInt(master.replaceAll("[^0-9,]", "").split(",")[0]);
        }
        int most = conf.getInt("spark.cores.max", 0);
        int each = conf.getInt("spark.executor.cores", 0);
        return conf.getInt("spark.executor.instances", most > 0 && each > 0 ? most / each : 0);
    }

    private static List<ExecutorSummary> await(SparkContext context, int expected, int waitSeconds)
            throws InterruptedException {
        long start = System.nanoTime();
        long lastChange = start;
        List<ExecutorSummary> executors = executors(context);
        while ((System.nanoTime() - start) / 1_000_000_000 < waitSeconds) {
            boolean settled = (System.nanoTime() - lastChange) / 1_000_000 > SETTLED_MILLIS;
            if (expected > 0 ? executors.size() >= expected : settled && !executors.isEmpty()) {
                break;
            }
            Thread.sleep(POLL_MILLIS);
            List<ExecutorSummary> now = executors(context);
            lastChange = now.size() == executors.size() ? lastChange : System.nanoTime();
            executors = now;
        }
        return executors;
    }

    private static List<ExecutorSummary> executors(SparkContext context) {
        return CollectionConverters.asJava(context.statusStore().executorList(true)).stream()
                .filter(executor -> !executor.id().equals(DRIVER))
                .filter(ExecutorSummary::isActive)
                .toList();
    }

    /** More than half of the cores of the largest executor: all of them where executors are alike. */
    private static ResourceProfile profile(List<ExecutorSummary> executors) {
        int most =
                executors.stream().mapToInt(ExecutorSummary::totalCores).max().orElse(1);
        int least =
                executors.stream().mapToInt(ExecutorSummary::totalCores).min().orElse(1);
        TaskResourceRequests requests = new TaskResourceRequests().cpus(Math.max(least, most / 2 + 1));
        int gpus = executors.stream().mapToInt(Slots::gpus).min().orElse(0);
        if (gpus > 0) {
            requests.resource("gpu", gpus);
        }
        return new ResourceProfileBuilder().require(requests).build();
    }

    private static int gpus(ExecutorSummary executor) {
        return executor.resources().contains("gpu")
                ? executor.resources().apply("gpu").addresses().length
                : 0;
    }
}
