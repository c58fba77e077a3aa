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
    private static final long LEAST_PER_TASK = 4 * BATCH;

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
        int tasks = (int) Math.max(1, Math.min(parallelism * 8L, rows / LEAST_PER_TASK));
        return spark.range(0, rows, 1, tasks)
                .mapPartitions(
                        (MapPartitionsFunction<Long, Row>)
                                numbers -> new Rows(numbers, shared.value(), draws, sampling, origin),
                        Encoders.row(SeriesTables.SYNTHETIC.schema()));
    }

    /** The rows of a task; its numbers follow one on the other. */
    private static final class Rows implements Iterator<Row> {

        private final Iterator<Long> numbers;
        private final SavedSeriesModel model;
        private final SeriesDraws draws;
        private final Origin origin;
        private final SeriesGenerator generator;
        private Iterator<Row> batch = List.<Row>of().iterator();

        Rows(Iterator<Long> numbers, SavedSeriesModel model, SeriesDraws draws, Sampling sampling, Origin origin) {
            this.numbers = numbers;
            this.model = model;
            this.draws = draws;
            this.origin = origin;
            this.generator = new SeriesGenerator(model, sampling, TaskEngine.of(TaskContext.get()));
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> generator.close());
        }

        @Override
        public boolean hasNext() {
            return batch.hasNext() || numbers.hasNext();
        }

        @Override
        public Row next() {
            if (!batch.hasNext()) {
                if (!numbers.hasNext()) {
                    throw new NoSuchElementException();
                }
                batch = fill();
            }
            return batch.next();
        }

        private Iterator<Row> fill() {
            long first = numbers.next();
            int rows = 1;
            while (rows < BATCH && numbers.hasNext()) {
                numbers.next();
                rows++;
            }
            List<SeriesGenerator.Made> made = generator.make(draws, first, rows);
            return Stream.iterate(0, i -> i < made.size(), i -> i + 1)
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
