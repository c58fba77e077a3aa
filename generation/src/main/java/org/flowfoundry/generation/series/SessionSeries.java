package org.flowfoundry.generation.series;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.generation.GenerationErrors;

/** Bytes per second of recorded sessions, in both directions, from text files ({@link SessionFile}). */
public final class SessionSeries {

    private static final long LARGEST_FILE = 256L << 20;

    private SessionSeries() {}

    /**
     * The series of files.
     *
     * @param paths files, folders or patterns
     * @param up whose name is the class: 1 = the file's folder, 2 = that one's, ...
     * @param domain the network they are of
     * @param date when they were recorded
     * @return rows of {@link SeriesTables#SERIES}
     * @throws org.flowfoundry.core.error.UserException where a file is too large to be held in memory
     */
    public static Dataset<Row> read(
            SparkSession spark, List<String> paths, int seconds, int up, String domain, LocalDate date) {
        Dataset<Row> files = spark.read()
                .option("wholetext", true)
                .option("recursiveFileLookup", true)
                .option("pathGlobFilter", "*.csv")
                .text(paths.toArray(String[]::new))
                .selectExpr("_metadata.file_path AS path", "_metadata.file_size AS size", "value");
        files.where("size > " + LARGEST_FILE)
                .select("path")
                .limit(1)
                .collectAsList()
                .forEach(row -> {
                    throw GenerationErrors.sessionFileTooLarge(row.getString(0), LARGEST_FILE);
                });
        Date day = Date.valueOf(date);
        return files.flatMap(
                (FlatMapFunction<Row, Row>)
                        file -> SessionFile.parse(file.getString(2), label(file.getString(0), up), seconds).stream()
                                .map(series -> row(domain, day, series))
                                .iterator(),
                Encoders.row(SeriesTables.SERIES.schema()));
    }

    private static String label(String path, int up) {
        String[] names = path.split("/");
        return names[Math.max(0, names.length - 1 - up)];
    }

    private static Row row(String domain, Date day, TrafficSeries series) {
        return RowFactory.create(
                domain,
                day,
                "sessions",
                series.label(),
                series.length(),
                WindowSeries.CHANNELS.toArray(),
                List.of(boxed(series.values()[0]), boxed(series.values()[1])).toArray());
    }

    private static Object[] boxed(double[] values) {
        return DoubleStream.of(values).boxed().toArray();
    }
}
