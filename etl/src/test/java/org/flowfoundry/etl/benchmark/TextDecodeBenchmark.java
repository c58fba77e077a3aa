package org.flowfoundry.etl.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.nfcsv.NfCsvFormat;
import org.flowfoundry.etl.decode.zeek.ZeekFormat;

/**
 * Rows per CPU second of the text decoders in one thread, beside Spark's own CSV and JSON readers on the same made-up file,
 * with one thread and all columns as text. The time is the whole process's, compiler and collector included, so other
 * programs on the machine matter little. Prints the best of the passes and their ratio. Argument: rows, 1,000,000 unless
 * given.
 */
final class TextDecodeBenchmark {

    private static final int PASSES = 4;
    private static final String[] ZEEK = {
        "ts",
        "uid",
        "id.orig_h",
        "id.orig_p",
        "id.resp_h",
        "id.resp_p",
        "proto",
        "service",
        "duration",
        "orig_bytes",
        "resp_bytes",
        "conn_state",
        "local_orig",
        "local_resp",
        "missed_bytes",
        "history",
        "orig_pkts",
        "orig_ip_bytes",
        "resp_pkts",
        "resp_ip_bytes",
        "tunnel_parents"
    };
    private static final int NF_EXTRAS = 29;

    private TextDecodeBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Path folder = Files.createTempDirectory("text-benchmark");
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.log.level", "ERROR")
                .getOrCreate();
        try {
            System.out.printf("%-10s %12s %12s %12s %6s%n", "format", "MB", "rows/CPU-s", "Spark", "ratio");
            compare(
                    "zeek TSV",
                    new ZeekFormat(),
                    zeekTsv(folder, rows),
                    rows,
                    path -> consume(spark.read()
                            .option("sep", "\t")
                            .option("comment", "#")
                            .csv(path.toString())));
            compare(
                    "zeek JSON",
                    new ZeekFormat(),
                    zeekJson(folder, rows),
                    rows,
                    path -> consume(spark.read()
                            .option("primitivesAsString", true)
                            .option("samplingRatio", 0.001)
                            .json(path.toString())));
            compare(
                    "nf-csv",
                    new NfCsvFormat(),
                    nfCsv(folder, rows),
                    rows,
                    path -> consume(spark.read().option("header", true).csv(path.toString())));
        } finally {
            spark.stop();
            Files.delete(folder);
        }
    }

    private static void compare(String name, FlowFormat format, Path file, int rows, Consumer<Path> spark)
            throws IOException {
        double ours = 0;
        double theirs = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            long start = cpuNanos();
            if (decode(format, file) != rows) {
                throw new IllegalStateException("Rows were lost");
            }
            long middle = cpuNanos();
            ours = Math.max(ours, rows * 1e9 / (middle - start));
            spark.accept(file);
            theirs = Math.max(theirs, rows * 1e9 / (cpuNanos() - middle));
        }
        System.out.printf(
                Locale.ROOT,
                "%-10s %12.1f %12.0f %12.0f %6.2f%n",
                name,
                Files.size(file) / 1e6,
                ours,
                theirs,
                ours / theirs);
        Files.delete(file);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void consume(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }

    private static long decode(FlowFormat format, Path file) throws IOException {
        FlowBatch batch = new FlowBatch();
        long rows = 0;
        DecodeRequest request = new DecodeRequest(
                new FileSource(file), Split.WHOLE, Knowledge.NONE, (record, offset, reason, raw, from, length) -> {});
        try (FlowReader reader = format.open(request)) {
            while (reader.read(batch)) {
                rows += batch.rows();
            }
        }
        return rows;
    }

    private static Path zeekTsv(Path folder, int rows) throws IOException {
        return write(
                folder.resolve("conn.log"),
                "#separator \\x09\n#fields\t" + String.join("\t", ZEEK),
                rows,
                random -> String.join("\t", zeekValues(random)));
    }

    private static Path zeekJson(Path folder, int rows) throws IOException {
        return write(folder.resolve("conn.json"), "", rows, random -> {
            List<String> values = zeekValues(random);
            List<String> members = new ArrayList<>();
            for (int i = 0; i < ZEEK.length; i++) {
                String value = values.get(i);
                if (!value.equals("-")) {
                    boolean number = Character.isDigit(value.charAt(0)) && !ZEEK[i].endsWith("_h");
                    members.add("\"" + ZEEK[i] + "\":" + (number ? value : "\"" + value + "\""));
                }
            }
            return "{" + String.join(",", members) + "}";
        });
    }

    private static List<String> zeekValues(Random random) {
        return List.of(
                "15454" + (10_000 + random.nextInt(80_000)) + "." + (100_000 + random.nextInt(900_000)),
                "C" + Long.toString(random.nextLong() >>> 1, 36),
                address(random),
                Integer.toString(1024 + random.nextInt(60_000)),
                address(random),
                random.nextBoolean() ? "443" : "53",
                random.nextBoolean() ? "tcp" : "udp",
                random.nextInt(3) == 0 ? "-" : "ssl",
                "0." + (100_000 + random.nextInt(900_000)),
                Integer.toString(random.nextInt(5000)),
                Integer.toString(random.nextInt(50_000)),
                "SF",
                "F",
                "T",
                "0",
                "ShADadFf",
                Integer.toString(random.nextInt(100)),
                Integer.toString(random.nextInt(9000)),
                Integer.toString(random.nextInt(100)),
                Integer.toString(random.nextInt(90_000)),
                "-");
    }

    private static Path nfCsv(Path folder, int rows) throws IOException {
        StringBuilder header = new StringBuilder(
                "IPV4_SRC_ADDR,L4_SRC_PORT,IPV4_DST_ADDR,L4_DST_PORT,PROTOCOL,IN_BYTES,"
                        + "IN_PKTS,OUT_BYTES,OUT_PKTS,TCP_FLAGS,CLIENT_TCP_FLAGS,SERVER_TCP_FLAGS,FLOW_DURATION_MILLISECONDS");
        for (int i = 0; i < NF_EXTRAS; i++) {
            header.append(",FEATURE_").append(i);
        }
        return write(folder.resolve("nf.csv"), header + ",Label,Attack", rows, TextDecodeBenchmark::nfValues);
    }

    private static String nfValues(Random random) {
        StringBuilder row = new StringBuilder(address(random)).append(',').append(1024 + random.nextInt(60_000));
        row.append(',')
                .append(address(random))
                .append(",80,6,")
                .append(random.nextInt(9000))
                .append(",7,");
        row.append(random.nextInt(9000)).append(",9,27,26,25,").append(random.nextInt(100_000));
        for (int i = 0; i < NF_EXTRAS; i++) {
            row.append(',').append(i % 3 == 0 ? random.nextInt(1500) : i % 3 == 1 ? 0 : random.nextInt(8) * 64);
        }
        return row.append(random.nextBoolean() ? ",0,Benign" : ",1,DoS").toString();
    }

    private static String address(Random random) {
        return "10." + random.nextInt(4) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }

    private interface Line {
        String of(Random random);
    }

    private static Path write(Path file, String header, int rows, Line line) throws IOException {
        Random random = new Random(1);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            if (!header.isEmpty()) {
                out.write(header + "\n");
            }
            for (int i = 0; i < rows; i++) {
                out.write(line.of(random));
                out.write('\n');
            }
        }
        return file;
    }

    private record FileSource(Path path) implements ByteSource {

        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public long length() {
            return path.toFile().length();
        }

        @Override
        public InputStream open(long offset) throws IOException {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
            file.seek(offset);
            return Channels.newInputStream(file.getChannel());
        }
    }
}
