package org.flowfoundry.etl.decode.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flowfoundry.etl.decode.ByteSource;

/** A file in memory. */
@SuppressWarnings("ArrayRecordComponent") // a file's content, never compared
public record MemorySource(String name, byte[] bytes) implements ByteSource {

    public static MemorySource of(String content) {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    public static MemorySource of(byte[] bytes) {
        return new MemorySource("memory", bytes);
    }

    public static MemorySource of(Path file) {
        try {
            return new MemorySource(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public InputStream open(long offset) {
        int start = (int) Math.min(offset, bytes.length);
        return new ByteArrayInputStream(bytes, start, bytes.length - start);
    }
}
