package org.flowfoundry.etl.decode.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    @Test
    void linesEndWithLfOrCrLfOrTheFile() throws IOException {
        assertThat(lines("one\ntwo\r\n\r\n\nlast")).containsExactly("0:one", "4:two", "9:", "11:", "12:last");
        assertThat(lines("one\n")).containsExactly("0:one");
        assertThat(lines("")).isEmpty();
        assertThat(lines("carriage\rreturn\r")).containsExactly("0:carriage\rreturn\r");
    }

    @Test
    void theByteOrderMarkBelongsToNoLine() throws IOException {
        assertThat(lines("\u00ef\u00bb\u00bfone\n\u00ef\u00bb\u00bftwo"))
                .containsExactly("0:one", "7:\u00ef\u00bb\u00bftwo");
    }

    @Test
    void longLinesAreCutAndSkipped() throws IOException {
        String longest = "x".repeat(LineReader.LONGEST);
        String tooLong = longest + "x";
        String huge = "y".repeat(5 * LineReader.LONGEST);

        List<String> lines = lines(longest + "\n" + tooLong + "\nshort\n" + huge + "\n\nend\n" + huge);

        assertThat(lines).hasSize(7);
        assertThat(lines.get(0)).isEqualTo("0:" + longest);
        assertThat(lines.get(1))
                .startsWith("!" + (LineReader.LONGEST + 1) + ":xxx")
                .hasSizeLessThan(5000);
        assertThat(lines.get(2)).isEqualTo((2 * LineReader.LONGEST + 3) + ":short");
        assertThat(lines.get(3)).startsWith("!" + (2 * LineReader.LONGEST + 9) + ":yyy");
        assertThat(lines.get(4)).isEqualTo((7 * LineReader.LONGEST + 10) + ":");
        assertThat(lines.get(5)).isEqualTo((7 * LineReader.LONGEST + 11) + ":end");
        assertThat(lines.get(6)).startsWith("!" + (7 * LineReader.LONGEST + 15) + ":yyy");
    }

    /** However the bytes arrive, and wherever lines lie in the buffer. */
    @Property(tries = 50)
    void readsWhatWasWritten(
            @ForAll @Size(max = 30) List<@IntRange(max = 400_000) Integer> lengths,
            @ForAll @IntRange(min = 1, max = 100_000) int chunk)
            throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int length : lengths) {
            String line = Character.toString('a' + length % 26).repeat(length);
            expected.add(text.length() + ":" + line);
            text.append(line).append('\n');
        }

        assertThat(lines(chunked(text.toString(), chunk))).isEqualTo(expected);
    }

    private static List<String> lines(String text) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static List<String> lines(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        try (LineReader line = new LineReader(in, 0)) {
            while (line.next()) {
                String text = new String(line.bytes(), line.start(), line.length(), StandardCharsets.ISO_8859_1);
                lines.add((line.isTooLong() ? "!" : "") + line.offset() + ":" + text);
            }
        }
        return lines;
    }

    private static InputStream chunked(String text, int chunk) {
        return new FilterInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, chunk));
            }
        };
    }
}
