package org.flowfoundry.core.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.FlowTable;
import org.flowfoundry.core.lake.LakeSession;
import org.flowfoundry.core.parquet.ParquetBatchWriter;
import org.flowfoundry.core.parquet.ParquetOptions;

/**
 * CPU seconds of this process per million rows, for the page encoder and its peers on the same rows in one run, best of
 * some repeats. A program of its own: {@code java -cp .. org.flowfoundry.core.benchmark.WriteBenchmark [rows] [repeats]}.
 */
public final class WriteBenchmark {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<FlowBatch> batches;
    private final int rows;
    private final int repeats;
    private final Path folder;

    private WriteBenchmark(int rows, int repeats) throws IOException {
        this.rows = rows;
        this.repeats = repeats;
        this.batches = new SyntheticFlows().batches(rows);
        this.folder = Files.createTempDirectory("write-benchmark");
    }

    /**
     * Prints the table.
     *
     * @param args rows (default 1000000) and repeats (default 4)
     */
    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int repeats = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        WriteBenchmark benchmark = new WriteBenchmark(rows, repeats);
        try {
            benchmark.run();
        } finally {
            delete(benchmark.folder);
        }
    }

    private void run() throws Exception {
        System.out.printf("%-34s %12s %8s %12s%n", "path", "CPU-s/M rows", "ratio", "bytes/row");
        Path ours = folder.resolve("ours.parquet");
        double encoder = measure(() -> writeBatches(ours));
        report("page encoder, zstd 1", encoder, encoder, Files.size(ours));
        Path theirs = folder.resolve("theirs.parquet");
        double writeSupport = measure(() -> writeRecords(theirs, schema(ours)));
        report("parquet-java WriteSupport, zstd", writeSupport, encoder, Files.size(theirs));
        spark(ours, encoder);
    }

    /** Spark reads our file, so what reading alone costs is taken off. */
    private void spark(Path ours, double encoder) throws Exception {
        try (SparkSession spark = LakeSession.configure(SparkSession.builder()
                        .appName("benchmark")
                        .master("local[1]")
                        .config("spark.ui.enabled", false)
                        .config("spark.sql.parquet.compression.codec", "zstd")
                        .config("spark.databricks.delta.snapshotPartitions", 2))
                .getOrCreate()) {
            spark.sparkContext().setLogLevel("ERROR");
            Dataset<Row> flows = spark.read().parquet(ours.toString());
            double reading = measure(() -> {
                flows.write().format("noop").mode("overwrite").save();
                return null;
            });
            Path table = folder.resolve("table");
            double both = measure(() -> {
                delete(table);
                flows.write().format("delta").save(table.toString());
                return null;
            });
            report("Spark's Delta writer, zstd", both - reading, encoder, size(table));
        }
    }

    private double measure(Callable<?> task) throws Exception {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < repeats; i++) {
            long before = SYSTEM.getProcessCpuTime();
            task.call();
            best = Math.min(best, (SYSTEM.getProcessCpuTime() - before) / 1e3 / rows);
        }
        return best;
    }

    private void report(String path, double cpuSeconds, double encoder, long bytes) {
        System.out.printf("%-34s %12.3f %8.2f %12.2f%n", path, cpuSeconds, cpuSeconds / encoder, (double) bytes / rows);
    }

    private Path writeBatches(Path file) throws IOException {
        Files.deleteIfExists(file);
        try (ParquetBatchWriter writer = ParquetBatchWriter.create(
                new LocalOutputFile(file), FlowTable.RECORD_COLUMNS, ParquetOptions.defaults())) {
            batches.forEach(writer::write);
            writer.finish();
        }
        return file;
    }

    private Path writeRecords(Path file, MessageType schema) throws IOException {
        Files.deleteIfExists(file);
        FlowWriteSupport support = new FlowWriteSupport(schema);
        Configuration conf = new Configuration(false);
        conf.setInt("parquet.compression.codec.zstd.level", 1);
        try (ParquetWriter<Integer> writer = new FlowWriteSupport.Builder(new LocalOutputFile(file), support)
                .withConf(conf)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .build()) {
            for (FlowBatch batch : batches) {
                support.use(batch);
                for (int row = 0; row < batch.rows(); row++) {
                    writer.write(row);
                }
            }
        }
        return file;
    }

    private static MessageType schema(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return reader.getFileMetaData().getSchema();
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
