package org.flowfoundry.etl.decode.nfcapd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file for benchmarks: layout 2, LZ4, all groups of fields in every record. */
public final class NfcapdSample {

    private static final int FLOWS_PER_BLOCK = 4000;

    private NfcapdSample() {}

    /** Writes a file of that many random flows. */
    public static void write(Path file, int flows) throws IOException {
        NfcapdWriter writer = new NfcapdWriter(Layout.TWO, false, Codec.LZ4, FLOWS_PER_BLOCK);
        Files.write(file, writer.write(TestFlows.random(flows, 1)));
    }
}
