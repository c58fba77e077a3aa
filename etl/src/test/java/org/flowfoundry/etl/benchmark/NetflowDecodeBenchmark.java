package org.flowfoundry.etl.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.Survey;
import org.flowfoundry.etl.decode.testing.MemorySource;

/**
 * Decodes little-endian pcap captures of exports in one thread, both passes, and prints flows a CPU second and the ratio to tshark's reading of the
 * same bytes, in the same run. Each capture is repeated until it is large, with new sequence numbers, as repeated datagrams would
 * be duplicates.
 *
 * <p>Usage: {@code NetflowDecodeBenchmark CAPTURE.pcap...}
 */
final class NetflowDecodeBenchmark {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TARGET_BYTES = 48 * 1024 * 1024;
    private static final int ROUNDS = 5;
    private static final int PORT_OFFSET = 36;
    private static final int PAYLOAD_OFFSET = 42;

    private NetflowDecodeBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        System.out.printf("%-34s %10s %12s %12s %8s%n", "capture", "flows", "flows/CPU s", "tshark", "ratio");
        for (String argument : arguments) {
            byte[] capture = repeated(Files.readAllBytes(Path.of(argument)));
            long flows = 0;
            double best = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long start = THREADS.getCurrentThreadCpuTime();
                flows = decode(capture);
                best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e9);
            }
            double tshark = tsharkSeconds(capture);
            System.out.printf(
                    "%-34s %10d %12.0f %12.0f %8.1f%n",
                    Path.of(argument).getFileName(), flows, flows / best, flows / tshark, tshark / best);
        }
    }

    private static byte[] repeated(byte[] capture) {
        int body = capture.length - 24;
        int copies = Math.max(1, TARGET_BYTES / body);
        byte[] large = Arrays.copyOf(capture, 24 + copies * body);
        for (int copy = 1; copy < copies; copy++) {
            int start = 24 + copy * body;
            System.arraycopy(capture, 24, large, start, body);
            for (int at = start; at < start + body; at += 16 + length(large, at)) {
                int payload = at + 16 + PAYLOAD_OFFSET;
                int sequence = payload + (large[payload + 1] == 5 ? 16 : large[payload + 1] == 9 ? 12 : 8);
                large[sequence] = (byte) (copy >> 8);
                large[sequence + 1] = (byte) copy;
            }
        }
        return large;
    }

    private static int length(byte[] capture, int at) {
        return (capture[at + 8] & 0xff) | (capture[at + 9] & 0xff) << 8;
    }

    private static long decode(byte[] capture) throws IOException {
        FlowFormat format = FlowFormats.named("netflow");
        ByteSource source = MemorySource.of(capture);
        Survey survey = format.survey(source, Long.MAX_VALUE);
        FlowBatch batch = new FlowBatch();
        long flows = 0;
        DecodeRequest request = new DecodeRequest(
                source, Split.WHOLE, survey.knowledge(), (record, offset, reason, raw, rawOffset, rawLength) -> {
                    throw new IllegalStateException(reason);
                });
        try (FlowReader reader = format.open(request)) {
            while (reader.read(batch)) {
                flows += batch.rows();
            }
        }
        return flows;
    }

    /** CPU seconds that tshark takes to read the fields that most flows have. */
    private static double tsharkSeconds(byte[] capture) throws IOException {
        Path file = Files.createTempFile("benchmark", ".pcap");
        try {
            Files.write(file, capture);
            int port = (capture[24 + 16 + PORT_OFFSET] & 0xff) << 8 | (capture[24 + 16 + PORT_OFFSET + 1] & 0xff);
            String command = "TIMEFORMAT='%U %S'; time tshark -r \"$0\" -n -d udp.port==" + port + ",cflow -T fields"
                    + " -e cflow.srcaddr -e cflow.dstaddr -e cflow.srcport -e cflow.dstport -e cflow.packets"
                    + " -e cflow.octets 2>/dev/null >/dev/null";
            Process tshark = new ProcessBuilder("bash", "-c", command, file.toString()).start();
            String times = new String(tshark.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return Arrays.stream(times.split(" "))
                    .mapToDouble(Double::parseDouble)
                    .sum();
        } finally {
            Files.delete(file);
        }
    }
}
