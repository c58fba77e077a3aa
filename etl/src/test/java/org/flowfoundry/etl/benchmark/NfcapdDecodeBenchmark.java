package org.flowfoundry.etl.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.nfcapd.NfcapdSample;

/**
 * What decoding an nfcapd file into batches costs, against {@code nfdump -o null} on the same file in the same run, which
 * decompresses and steps over the records. CPU seconds, best of all passes, since both may share the machine. Arguments:
 * the files; without any, a sample is made and used.
 */
public final class NfcapdDecodeBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Pattern SECONDS = Pattern.compile("Sys: ([0-9.]+)s User: ([0-9.]+)s");
    private static final int PASSES = 7;
    private static final int SAMPLE_FLOWS = 400_000;

    private NfcapdDecodeBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%-40s %10s %12s %12s %12s %8s%n",
                "file",
                "flows",
                "decode CPU s",
                "Mflow/s",
                "nfdump CPU",
                "ratio");
        for (String name : args) {
            compare(Path.of(name));
        }
        if (args.length == 0) {
            Path sample = Files.createTempFile("nfcapd", ".sample");
            try {
                NfcapdSample.write(sample, SAMPLE_FLOWS);
                compare(sample);
            } finally {
                Files.delete(sample);
            }
        }
    }

    /** Prints the best of all passes, of both in turn. */
    private static void compare(Path file) throws IOException, InterruptedException {
        double decode = Double.MAX_VALUE;
        double nfdump = Double.MAX_VALUE;
        long flows = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            long start = THREADS.getCurrentThreadCpuTime();
            flows = decode(file);
            decode = Math.min(decode, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
            nfdump = Math.min(nfdump, nfdumpSeconds(file));
        }
        System.out.printf(
                Locale.ROOT,
                "%-40s %10d %12.3f %12.2f %12.3f %8.2f%n",
                file.getFileName(),
                flows,
                decode,
                flows / decode / 1e6,
                nfdump,
                nfdump / decode);
    }

    private static long decode(Path file) throws IOException {
        DecodeRequest request = new DecodeRequest(
                new FileBytes(file),
                Split.WHOLE,
                Knowledge.NONE,
                (record, offset, reason, raw, rawOffset, rawLength) -> {
                    throw new IllegalStateException("Damaged at " + offset + ": " + reason);
                });
        long flows = 0;
        try (FlowReader reader = FlowFormats.named("nfcapd").open(request)) {
            FlowBatch batch = new FlowBatch();
            while (reader.read(batch)) {
                flows += batch.rows();
            }
        }
        return flows;
    }

    /** User and system time, as nfdump's last line tells them. */
    private static double nfdumpSeconds(Path file) throws IOException, InterruptedException {
        Process nfdump = new ProcessBuilder("nfdump", "-r", file.toString(), "-o", "null")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String told = new String(nfdump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher seconds = SECONDS.matcher(told);
        return nfdump.waitFor() == 0 && seconds.find()
                ? Double.parseDouble(seconds.group(1)) + Double.parseDouble(seconds.group(2))
                : Double.NaN;
    }

    private record FileBytes(Path file) implements ByteSource {

        @Override
        public String name() {
            return file.toString();
        }

        @Override
        public long length() {
            return file.toFile().length();
        }

        @Override
        public InputStream open(long offset) throws IOException {
            return new BufferedInputStream(
                    Channels.newInputStream(FileChannel.open(file).position(offset)));
        }
    }
}
