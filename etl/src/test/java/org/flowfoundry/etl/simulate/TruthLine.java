package org.flowfoundry.etl.simulate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A line of a truth file, as tests read it. */
record TruthLine(
        Instant start,
        Instant end,
        String source,
        int sourcePort,
        String destination,
        int destinationPort,
        int protocol,
        long packets,
        long bytes,
        long reversePackets,
        long reverseBytes,
        String activity,
        String label,
        String event,
        String uid,
        String file,
        long record) {

    static List<TruthLine> read(Path output, String network) {
        Path file = output.resolve("truth/" + network + ".csv.gz");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().skip(1).map(TruthLine::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TruthLine parse(String line) {
        String[] cells = line.split(",", -1);
        return new TruthLine(
                Instant.parse(cells[0]),
                Instant.parse(cells[1]),
                cells[2],
                Integer.parseInt(cells[3]),
                cells[4],
                Integer.parseInt(cells[5]),
                Integer.parseInt(cells[6]),
                Long.parseLong(cells[7]),
                Long.parseLong(cells[8]),
                Long.parseLong(cells[9]),
                Long.parseLong(cells[10]),
                cells[11],
                cells[12],
                cells[13],
                cells[14],
                cells[15],
                Long.parseLong(cells[16]));
    }
}
