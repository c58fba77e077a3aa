package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.sql.Date;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.training.engine.TaskEngine;

/**
 * The rows of {@link SeriesTables#SYNTHETIC} that a model makes: a job of tasks that each load it once. Of a row its number
 * and the seed decide all, and batches are the same however often a task is tried.
 */
final class SyntheticSeries {

    private static final int BATCH = 256;

    /** Smaller tasks would load the model more often than they use it. */
    private static final long LEAST_BATCHES = 4;

    private SyntheticSeries() {}

    /**
     * What all rows have in common.
     *
     * @param domain that they stand under
     * @param generator name of the model
     */
    record Origin(String domain, Date date, String generator, String version, String run) implements Serializable {}

    static Dataset<Row> of(
            SparkSession spark,
            SavedSeriesModel model,
            SeriesDraws draws,
            Sampling sampling,
            long rows,
            Origin origin) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SavedSeriesModel> shared = context.broadcast(model);
        int parallelism = spark.sparkContext().defaultParallelism();
        long batches = (rows + BATCH - 1) / BATCH;
        int tasks = (int) Math.max(1, Math.min(parallelism * 8L, batches / LEAST_BATCHES));
        return spark.range(0, batches, 1, tasks)
                .mapPartitions(
                        (MapPartitionsFunction<Long, Row>)
                                numbers -> new Rows(numbers, rows, shared.value(), draws, sampling, origin),
                        Encoders.row(SeriesTables.SYNTHETIC.schema()));
    }

    /** The rows of a task's batches. */
    private static final class Rows implements Iterator<Row> {

        private final Iterator<Long> batches;
        private final long rows;
        private final SavedSeriesModel model;
        private final SeriesDraws draws;
        private final Origin origin;
        private final SeriesGenerator generator;
        private Iterator<Row> batch = List.<Row>of().iterator();

        Rows(
                Iterator<Long> batches,
                long rows,
                SavedSeriesModel model,
                SeriesDraws draws,
                Sampling sampling,
                Origin origin) {
            this.batches = batches;
            this.rows = rows;
            this.model = model;
            this.draws = draws;
            this.origin = origin;
            this.generator = new SeriesGenerator(model, sampling, TaskEngine.of(TaskContext.get()));
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> generator.close());
        }

        @Override
        public boolean hasNext() {
            return batch.hasNext() || batches.hasNext();
        }

        @Override
        public Row next() {
            if (!batch.hasNext()) {
                if (!batches.hasNext()) {
                    throw new NoSuchElementException();
                }
                batch = made(batches.next() * BATCH);
            }
            return batch.next();
        }

        private Iterator<Row> made(long first) {
            int count = (int) Math.min(BATCH, rows - first);
            List<SeriesGenerator.Made> made = generator.make(draws, first, count);
            return Stream.iterate(0, i -> i < count, i -> i + 1)
                    .map(i -> row(first + i, made.get(i)))
                    .iterator();
        }

        private Row row(long number, SeriesGenerator.Made made) {
            return RowFactory.create(
                    origin.domain(),
                    origin.date(),
                    origin.generator(),
                    origin.version(),
                    origin.run(),
                    number,
                    made.series().label(),
                    made.series().length(),
                    model.description().channels().toArray(),
                    Stream.of(made.series().values())
                            .map(values -> DoubleStream.of(values).boxed().toArray())
                            .toArray(),
                    made.residual());
        }
    }
}
