package org.flowfoundry.app.cli;

import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.flowfoundry.core.job.Progress;

/** Tells progress how many of Spark's tasks are done. Called by one thread of Spark's only. */
final class TaskCounter extends SparkListener {

    private final Progress progress;
    private long done;
    private long known;

    TaskCounter(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        known += submitted.stageInfo().numTasks();
        progress.tasks(done, known);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd ended) {
        done++;
        progress.tasks(done, known);
    }
}
