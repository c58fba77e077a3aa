package org.flowfoundry.etl.decode.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void cutsAtEveryComma() throws IOException {
        assertThat(csv("a,b,c")).containsExactly("a", "b", "c");
        assertThat(csv(",,")).containsExactly("", "", "");
        assertThat(csv("a, b ,\t c")).containsExactly("a", "b", "c");
    }

    @Test
    void quotedFieldsHoldCommasAndQuotes() throws IOException {
        assertThat(csv("\"a,b\",c,\"say \"\"hi\"\"\",\"\"")).containsExactly("a,b", "c", "say \"hi\"", "");
        assertThat(csv("\"open,to the end")).containsExactly("open,to the end");
    }

    @Test
    void countsMoreFieldsThanItKeeps() throws IOException {
        Fields fields = new Fields();
        fields.cutCsv(line(",".repeat(5000)));
        assertThat(fields.count()).isEqualTo(5001);
    }

    @Property(tries = 200)
    void readsBackWhatIsQuoted(
            @ForAll @Size(min = 1, max = 20) List<@Chars({'"', ','}) @CharRange(from = 'a', to = 'z') String> values)
            throws IOException {
        List<String> quoted = values.stream()
                .map(value -> '"' + value.replace("\"", "\"\"") + '"')
                .toList();

        assertThat(csv(String.join(",", quoted))).isEqualTo(values);
    }

    private static List<String> csv(String text) throws IOException {
        Fields fields = new Fields();
        fields.cutCsv(line(text));
        List<String> values = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            fields.trim(i);
            values.add(new String(
                    fields.bytes(), fields.start(i), fields.end(i) - fields.start(i), StandardCharsets.UTF_8));
        }
        return values;
    }

    private static LineReader line(String text) throws IOException {
        LineReader line = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 0);
        assertThat(line.next()).isTrue();
        return line;
    }
}
