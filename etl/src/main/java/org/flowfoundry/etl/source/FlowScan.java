package org.flowfoundry.etl.source;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.input.FilePart;
import org.flowfoundry.etl.input.InputFile;
import org.flowfoundry.etl.input.InputFiles;
import org.flowfoundry.etl.input.Shipped;
import org.flowfoundry.etl.input.SurveyStage;
import org.flowfoundry.etl.input.SurveyedFile;
import org.flowfoundry.etl.input.Surveyor;
import org.flowfoundry.etl.input.TaskMeter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads files as flow records: a task per split. The files are surveyed once, when the query is planned. */
final class FlowScan implements Scan, Batch {

    static final long DEFAULT_SPLIT_BYTES = 128L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(FlowScan.class);

    private final String format;
    private final List<String> paths;
    private final long splitBytes;
    private final StructType columns;
    private final List<Comparison> comparisons;
    private SurveyStage.Surveyed surveyed;
    private Broadcast<SerializableConfiguration> hadoop;

    FlowScan(String format, List<String> paths, long splitBytes, StructType columns, List<Comparison> comparisons) {
        this.format = format;
        this.paths = paths;
        this.splitBytes = splitBytes;
        this.columns = columns;
        this.comparisons = comparisons;
    }

    @Override
    public StructType readSchema() {
        return columns;
    }

    @Override
    public String description() {
        return format + " " + String.join(", ", paths) + " PushedFilters: "
                + comparisons.stream()
                        .map(c -> FlowFilesTable.SCHEMA.fields()[c.column()].name() + " " + c.operator() + " "
                                + c.constant())
                        .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        return FilePart.of(survey().files()).stream()
                .map(part -> new FlowPartition(Shipped.of(part)))
                .toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        Map<String, Knowledge> knowledge = survey().knowledge();
        Broadcast<Shipped<Map<String, Knowledge>>> shared = context().broadcast(Shipped.of(knowledge));
        return new FlowReaderFactory(columns, List.copyOf(comparisons), shared, hadoop);
    }

    private synchronized SurveyStage.Surveyed survey() {
        if (surveyed == null) {
            Configuration conf = SparkSession.active().sessionState().newHadoopConf();
            hadoop = context().broadcast(new SerializableConfiguration(conf));
            TaskMeter meter = new TaskMeter(
                    context().sc().longAccumulator(), context().sc().longAccumulator());
            surveyed = new SurveyStage(context(), hadoop, new Surveyor(format, splitBytes, false))
                    .run(InputFiles.find(paths, conf, FlowScan::warnOfUnfinished), meter);
            surveyed.files().stream().filter(file -> file.problem() != null).forEach(FlowScan::warn);
        }
        return surveyed;
    }

    private static void warnOfUnfinished(InputFile file) {
        LOG.warn("'{}' is left out: its name says that it is still being written", file.name());
    }

    private static void warn(SurveyedFile file) {
        LOG.warn("'{}' is left out: {}", file.file().name(), file.problem());
    }

    private static JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(SparkSession.active().sparkContext());
    }
}
