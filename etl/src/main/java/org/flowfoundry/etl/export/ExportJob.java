package org.flowfoundry.etl.export;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.core.flow.FlowTable;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.etl.EtlErrors;
import org.flowfoundry.etl.input.Shipped;
import org.flowfoundry.etl.input.TaskFailures;

/**
 * From a table of flows to files that other tools read. There is a file per domain, day and stretch of flow starts, written by
 * one task in memory that does not depend on its size. Running it again, after it was killed too, gives the same files.
 */
public final class ExportJob {

    private static final Column IS_UNDATED =
            col("flow_start").isNull().and(col("flow_end").isNull());

    private static final String RUN = "run";

    private ExportJob() {}

    /**
     * Sees to it that the folder takes an export, before what is to be exported is there. Nothing is changed.
     *
     * @throws org.flowfoundry.core.error.UserException where it cannot
     */
    public static void check(SparkSession spark, ExportOptions options) {
        open(options, spark.sessionState().newHadoopConf());
    }

    /**
     * Exports.
     *
     * @throws org.flowfoundry.core.error.UserException where there is nothing to export, flows lack a time that the format
     *     needs, or the folder cannot take it
     */
    public static ExportResult run(SparkSession spark, ExportOptions options, Progress progress) {
        Configuration conf = spark.sessionState().newHadoopConf();
        ExportFolder folder = open(options, conf);
        progress.stage("reading " + options.table());
        Dataset<Row> flows = flows(Lake.open(spark, options.lake()), options);
        long undated = countUndated(flows, options);
        progress.stage("export " + options.format().label());
        folder.begin(options);
        Dataset<Row> rows = FlowRows.byFile(dated(flows, options), options.format(), options.rotationMinutes());
        ExportCounts counts = write(rows, options.format(), folder.root(), conf);
        folder.complete(options);
        progress.update(counts.flows(), counts.fileBytes(), 1);
        long left = skips(options) ? undated : 0;
        return ExportResult.of(folder.root().toString(), options.format(), counts, left);
    }

    private static ExportFolder open(ExportOptions options, Configuration conf) {
        ExportFolder folder = ExportFolder.open(options.output(), conf);
        folder.check(options.overwrite());
        return folder;
    }

    private static Dataset<Row> flows(Lake lake, ExportOptions options) {
        TableSpec table = TableSpec.ofBatches(
                options.table(), "One flow record", "UTC day of the flow", FlowTable.RECORD_COLUMNS);
        Dataset<Row> flows = lake.read(table, options.range());
        List<String> there = Arrays.asList(flows.columns());
        List<String> missing = table.columns().stream()
                .map(column -> column.name())
                .filter(name -> !there.contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw EtlErrors.notFlows(options.table(), missing);
        }
        if (options.run() != null && !there.contains(RUN)) {
            throw EtlErrors.noRuns(options.table());
        }
        return options.run() == null ? flows : flows.where(col(RUN).equalTo(options.run()));
    }

    /** How many flows have no time; there are others to export, and the format takes these or the user said what to do. */
    private static long countUndated(Dataset<Row> flows, ExportOptions options) {
        Row counts = flows.agg(functions.count(functions.lit(1)), functions.count(functions.when(IS_UNDATED, 1)))
                .first();
        long all = counts.getLong(0);
        long undated = counts.getLong(1);
        if (undated > 0 && options.format().needsTimes() && options.undated() == UndatedFlows.REFUSE) {
            throw EtlErrors.flowsWithoutTimes(
                    options.table(), undated, options.format().label());
        }
        if (all == 0 || (skips(options) && all == undated)) {
            throw EtlErrors.nothingToExport(options.table());
        }
        return undated;
    }

    private static boolean skips(ExportOptions options) {
        return options.format().needsTimes() && options.undated() == UndatedFlows.SKIP;
    }

    /** The flows as the format takes them. */
    private static Dataset<Row> dated(Dataset<Row> flows, ExportOptions options) {
        if (!options.format().needsTimes()) {
            return flows;
        }
        Column midnight =
                functions.timestamp_seconds(functions.unix_date(col("date")).multiply(functions.lit(86_400L)));
        return switch (options.undated()) {
            case REFUSE -> flows;
            case SKIP -> flows.where(functions.not(IS_UNDATED));
            case MIDNIGHT ->
                flows.withColumn(
                        "flow_start", functions.when(IS_UNDATED, midnight).otherwise(col("flow_start")));
        };
    }

    private static ExportCounts write(Dataset<Row> rows, ExportFormat format, Path root, Configuration conf) {
        Broadcast<SerializableConfiguration> hadoop = rows.sparkSession()
                .sparkContext()
                .broadcast(
                        new SerializableConfiguration(conf),
                        scala.reflect.ClassTag.apply(SerializableConfiguration.class));
        String folder = root.toString();
        List<Shipped<ExportCounts>> counts = TaskFailures.unwrapped(() -> rows.queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(part -> write(part, format, folder, hadoop))
                .collect());
        return counts.stream().map(Shipped::open).reduce(ExportCounts.NOTHING, ExportCounts::plus);
    }

    private static Iterator<Shipped<ExportCounts>> write(
            Iterator<InternalRow> rows, ExportFormat format, String root, Broadcast<SerializableConfiguration> hadoop)
            throws java.io.IOException {
        Configuration conf = hadoop.value().value();
        ExportFolder folder = ExportFolder.at(new Path(root), conf);
        return List.of(Shipped.of(new ExportTask(folder, format, conf).run(rows)))
                .iterator();
    }
}
