package org.flowfoundry.etl.decode.text;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.flowfoundry.etl.decode.ByteSource;

/** A file in memory. */
@SuppressWarnings("ArrayRecordComponent") // a file's content, never compared
public record MemorySource(String name, byte[] content) implements ByteSource {

    public static MemorySource of(String content) {
        return new MemorySource("memory", content.getBytes(StandardCharsets.UTF_8));
    }

    public static MemorySource of(byte[] content) {
        return new MemorySource("memory", content);
    }

    @Override
    public long length() {
        return content.length;
    }

    @Override
    public InputStream open(long offset) {
        int start = (int) Math.min(offset, content.length);
        return new ByteArrayInputStream(content, start, content.length - start);
    }
}
