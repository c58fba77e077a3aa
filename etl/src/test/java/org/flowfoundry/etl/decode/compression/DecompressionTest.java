package org.flowfoundry.etl.decode.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flowfoundry.etl.decode.ByteSource;
import org.flowfoundry.etl.decode.DamagedStreamException;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecompressionTest {

    /** What a block of bzip2 can become before its checksum is looked at: 900,000 bytes, each run of 5 up to 259. */
    private static final int MOST_OTHER_BYTES = 900_000 / 5 * 259;

    private static final byte[] CONTENT = content(80_000);

    @ParameterizedTest
    @EnumSource(Codec.class)
    void readsFilesOfSeveralParts(Codec codec) throws IOException {
        byte[] file = codec.compress(
                Arrays.copyOf(CONTENT, 1000), new byte[0], Arrays.copyOfRange(CONTENT, 1000, CONTENT.length));

        ByteSource source = Decompression.of(MemorySource.of(file));

        assertThat(source.length()).isEqualTo(-1);
        assertThat(source.open(0).readAllBytes()).isEqualTo(CONTENT);
        assertThat(source.open(50_001).readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, 50_001, CONTENT.length));
        assertThat(source.open(CONTENT.length + 5L).read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void readsFilesOfNothing(Codec codec) throws IOException {
        ByteSource source = Decompression.of(MemorySource.of(codec.compress(new byte[0])));

        assertThat(source).isInstanceOf(DecompressedSource.class);
        assertThat(source.open(0).readAllBytes()).isEmpty();
    }

    @Test
    void leavesOtherFilesAlone() throws IOException {
        for (String content : new String[] {"", "BZ", "BZh9 is how this text begins", "#separator"}) {
            ByteSource file = MemorySource.of(content);
            assertThat(Decompression.of(file)).isSameAs(file);
        }
    }

    @Test
    void readsMembersAcrossReadsThatStopBetweenThem() throws IOException {
        byte[] first = Codec.GZIP.compress("one ".getBytes(StandardCharsets.US_ASCII));
        byte[] second = Codec.GZIP.compress("two".getBytes(StandardCharsets.US_ASCII));
        ByteSource file = source(
                () -> new SequenceInputStream(new ByteArrayInputStream(first), new ByteArrayInputStream(second)));

        assertThat(Decompression.of(file).open(0).readAllBytes()).asString().isEqualTo("one two");
    }

    @Property(tries = 50)
    void givesEveryByteBeforeACut(@ForAll Codec codec, @ForAll @IntRange(min = 10) int cut) throws IOException {
        byte[] file = codec.compress(CONTENT, CONTENT);
        int length = Math.min(10, file.length) + cut % (file.length - 10);

        byte[] read = readToDamage(Decompression.of(MemorySource.of(Arrays.copyOf(file, length))));

        assertThat(read.length).isLessThanOrEqualTo(2 * CONTENT.length);
        assertThat(Arrays.mismatch(read, twice())).isIn(-1, read.length);
    }

    @Test
    void losesNothingOfAGzipFileThatIsCut() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        GZIPOutputStream out = new GZIPOutputStream(file, 512, true);
        out.write(CONTENT);
        out.flush();

        byte[] read = readToDamage(Decompression.of(MemorySource.of(file.toByteArray())));

        assertThat(read).isEqualTo(CONTENT);
    }

    @Property(tries = 100)
    void flippedBitsEndInDamageOrInOtherBytes(@ForAll Codec codec, @ForAll @IntRange(min = 0) int bit)
            throws IOException {
        byte[] file = codec.compress(CONTENT);
        int at = bit % (8 * (file.length - 10));
        file[10 + at / 8] ^= (byte) (1 << (at % 8));

        // Other bytes may be more of them, where a bit made a repetition longer, but not without end.
        assertThat(readToDamage(Decompression.of(MemorySource.of(file))).length).isLessThanOrEqualTo(MOST_OTHER_BYTES);
    }

    @Test
    void saysWhereAndWhatIsDamaged() throws IOException {
        byte[] file = Codec.BZIP2.compress(CONTENT);
        file[file.length / 2] ^= 1;
        InputStream stream = Decompression.of(MemorySource.of(file)).open(0);

        assertThatThrownBy(stream::readAllBytes)
                .isInstanceOf(DamagedStreamException.class)
                .hasMessageStartingWith("Damaged bzip2 stream: ")
                .extracting(e -> ((DamagedStreamException) e).offset())
                .satisfies(offset -> assertThat((long) offset).isNotNegative());
    }

    @Test
    void passesFailuresToReadOnAsTheyCame() throws IOException {
        byte[] file = Codec.ZSTD.compress(CONTENT);
        IOException failure = new IOException("No route to host");
        ByteSource failing = source(() -> new SequenceInputStream(
                new ByteArrayInputStream(file, 0, file.length / 2), new FailingStream(failure)));

        assertThatThrownBy(() -> Decompression.of(failing).open(0).readAllBytes())
                .isSameAs(failure);
    }

    /** RFC 8878, 3.1.1: a frame whose window descriptor asks for so much memory, with one raw block of one byte. */
    @Test
    void refusesAWindowThatIsTooLarge() throws IOException {
        assertThat(Decompression.of(zstdFrame(27)).open(0).readAllBytes())
                .asString()
                .isEqualTo("x");
        assertThatThrownBy(() -> Decompression.of(zstdFrame(28)).open(0).read())
                .isInstanceOf(DamagedStreamException.class)
                .hasMessageContaining("too much memory");
    }

    private static ByteSource zstdFrame(int windowLog) {
        byte window = (byte) ((windowLog - 10) << 3);
        return MemorySource.of(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, window, 9, 0, 0, 'x'});
    }

    @Test
    void headHoldsWhatCanBeRead() throws IOException {
        byte[] file = Codec.XZ.compress(CONTENT);

        assertThat(Decompression.head(MemorySource.of(file)).bytes())
                .isEqualTo(Arrays.copyOf(CONTENT, InputHead.LENGTH));
        assertThat(Decompression.head(MemorySource.of(Arrays.copyOf(file, 12))).bytes())
                .isEmpty();
    }

    private static final class FailingStream extends FilterInputStream {

        private final IOException failure;

        FailingStream(IOException failure) {
            super(InputStream.nullInputStream());
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw failure;
        }
    }

    private interface Opener {
        InputStream open() throws IOException;
    }

    private static ByteSource source(Opener opener) {
        return new ByteSource() {
            @Override
            public String name() {
                return "stream";
            }

            @Override
            public long length() {
                return -1;
            }

            @Override
            public InputStream open(long offset) throws IOException {
                return opener.open();
            }
        };
    }

    private static byte[] readToDamage(ByteSource source) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] buffer = new byte[10_000];
        try (InputStream stream = source.open(0)) {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                read.write(buffer, 0, n);
            }
        } catch (DamagedStreamException e) {
            assertThat(e.offset()).isEqualTo(read.size());
        }
        return read.toByteArray();
    }

    private static byte[] twice() {
        byte[] twice = Arrays.copyOf(CONTENT, 2 * CONTENT.length);
        System.arraycopy(CONTENT, 0, twice, CONTENT.length, CONTENT.length);
        return twice;
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        Random random = new Random(1);
        for (int i = 0; i < length; i++) {
            content[i] = (byte) ('a' + random.nextInt(1 + i % 20));
        }
        return content;
    }
}
