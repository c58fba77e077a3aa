package org.flowfoundry.etl.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.nfcapd.NfcapdSample;

/**
 * How fast one thread decodes an nfcapd file into batches, against {@code nfdump -o null} on the same file in the same
 * run, which uses one thread to read and one to process. Arguments: the files; without any, a sample is made and used.
 */
public final class NfcapdDecodeBenchmark {

    private static final int PASSES = 7;
    private static final int SAMPLE_FLOWS = 400_000;

    private NfcapdDecodeBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                "%-40s %10s %12s %12s %12s %8s%n",
                "file",
                "flows",
                "decode s",
                "Mflow/s",
                "nfdump s",
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
            long start = System.nanoTime();
            flows = decode(file);
            decode = Math.min(decode, (System.nanoTime() - start) / 1e9);
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

    private static double nfdumpSeconds(Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        int exit = new ProcessBuilder("nfdump", "-r", file.toString(), "-o", "null")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return exit == 0 ? (System.nanoTime() - start) / 1e9 : Double.NaN;
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
