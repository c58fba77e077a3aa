package org.flowfoundry.etl.input;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.flowfoundry.etl.decode.ByteSource;

/**
 * The bytes of an {@link InputFile}, up to the length it had when it was found: what is appended meanwhile is not looked at,
 * and a file that got shorter fails to be read rather than looking whole. A later run takes the longer file for another one,
 * as its digest is another, so only files that are closed should be ingested.
 */
public final class FileSource implements ByteSource {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputFile file;
    private final Configuration hadoop;

    public FileSource(InputFile file, Configuration hadoop) {
        this.file = file;
        this.hadoop = hadoop;
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long length() {
        return file.bytes();
    }

    @Override
    public InputStream open(long offset) throws IOException {
        if (file.problem() != null) {
            throw new IOException(file.problem());
        }
        InputStream raw = file.isLocal() ? openLocal(offset) : openHadoop(offset);
        return new BufferedInputStream(new FixedLengthStream(raw, file.bytes() - offset), BUFFER_BYTES);
    }

    private InputStream openLocal(long offset) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(Path.of(file.uri()));
        try {
            channel.position(offset);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return Channels.newInputStream(channel);
    }

    private InputStream openHadoop(long offset) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.uri());
        FSDataInputStream stream = path.getFileSystem(hadoop).open(path);
        try {
            stream.seek(offset);
        } catch (IOException e) {
            stream.close();
            throw e;
        }
        return stream;
    }
}
