package org.flowfoundry.etl.decode.nfcapd;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flowfoundry.etl.decode.ByteSource;

/** A file held in memory. */
record TestInput(String name, byte[] bytes) implements ByteSource {

    static TestInput of(Path file) throws IOException {
        return new TestInput(file.getFileName().toString(), Files.readAllBytes(file));
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public InputStream open(long offset) {
        int from = (int) Math.min(offset, bytes.length);
        return new ByteArrayInputStream(bytes, from, bytes.length - from);
    }
}
