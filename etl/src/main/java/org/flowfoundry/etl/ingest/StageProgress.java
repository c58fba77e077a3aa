package org.flowfoundry.etl.ingest;

import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.LongAccumulator;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.etl.input.TaskMeter;

/** Tells how far a stage is whenever a task ends, from what the tasks counted. */
final class StageProgress extends SparkListener implements AutoCloseable {

    private final SparkContext spark;
    private final Progress progress;
    private final long totalBytes;
    private final boolean countsRows;
    private final LongAccumulator rows;
    private final LongAccumulator bytes;

    private StageProgress(SparkContext spark, Progress progress, long totalBytes, boolean countsRows) {
        this.spark = spark;
        this.progress = progress;
        this.totalBytes = totalBytes;
        this.countsRows = countsRows;
        this.rows = spark.longAccumulator("rows");
        this.bytes = spark.longAccumulator("bytes");
    }

    /** Begins a stage that reads so many bytes. */
    static StageProgress begin(
            SparkContext spark, Progress progress, String stage, long totalBytes, boolean countsRows) {
        progress.stage(stage);
        StageProgress listener = new StageProgress(spark, progress, totalBytes, countsRows);
        spark.addSparkListener(listener);
        return listener;
    }

    /** Where the tasks count; can be sent to them. */
    TaskMeter meter() {
        return new TaskMeter(rows, bytes);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd ended) {
        update();
    }

    /** Ends the stage's listening. */
    @Override
    public void close() {
        spark.removeSparkListener(this);
        update();
    }

    private void update() {
        double done = totalBytes == 0 ? Double.NaN : Math.min(1, (double) bytes.sum() / totalBytes);
        progress.update(countsRows ? rows.sum() : -1, bytes.sum(), done);
    }
}
