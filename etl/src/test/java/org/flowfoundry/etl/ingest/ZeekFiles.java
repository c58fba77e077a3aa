package org.flowfoundry.etl.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small Zeek conn.log files, made up: record i of file s differs from all others. */
final class ZeekFiles {

    /** 2024-03-01T00:00:00Z. */
    static final long FIRST_SECOND = 1_709_251_200L;

    private ZeekFiles() {}

    /** Writes a log of so many records, one a second. Each has 3 packets one way and 2 the other, 300 and 200 bytes. */
    static Path write(Path file, int seed, int records) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, text(seed, records).getBytes(StandardCharsets.UTF_8));
    }

    static String text(int seed, int records) {
        StringBuilder log =
                new StringBuilder("#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n"
                        + "#path\tconn\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tduration"
                        + "\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\n"
                        + "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tinterval\tcount\tcount\tcount\tcount\n");
        for (int i = 0; i < records; i++) {
            log.append(FIRST_SECOND + i)
                    .append(".5\tC" + seed + "x" + i)
                    .append("\t10." + (seed & 255) + "." + (i >> 8 & 255) + "." + (i & 255))
                    .append("\t" + (1024 + i % 60_000) + "\t192.0.2.7\t443\ttcp\t0.25\t3\t300\t2\t200\n");
        }
        return log.toString();
    }
}
