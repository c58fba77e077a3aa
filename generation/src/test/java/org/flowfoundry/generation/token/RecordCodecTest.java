package org.flowfoundry.generation.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flowfoundry.generation.token.Relation.Form;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordField.Kind;
import org.flowfoundry.training.record.RecordTable;
import org.flowfoundry.training.record.rule.Rule;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

    private static final int ROWS = 2_000;

    /** Flows of two protocols: flags off TCP are none, duration is what the in and out parts have at most. */
    private static RecordTable flows() {
        SplittableRandom random = new SplittableRandom(1);
        String[] protocol = new String[ROWS];
        String[] flags = new String[ROWS];
        double[] packets = new double[ROWS];
        double[] bytes = new double[ROWS];
        double[] duration = new double[ROWS];
        double[] wrapped = new double[ROWS];
        double[] rest = new double[ROWS];
        String[] secret = new String[ROWS];
        for (int row = 0; row < ROWS; row++) {
            boolean isTcp = random.nextInt(3) > 0;
            protocol[row] = isTcp ? "6" : "17";
            flags[row] = isTcp ? String.valueOf(random.nextInt(3) * 8 + 2) : "0";
            packets[row] = 1 + random.nextInt(40);
            bytes[row] = packets[row] * (40 + random.nextInt(1400));
            duration[row] = random.nextInt(100_000);
            // As where a negative duration wrapped round.
            wrapped[row] = random.nextInt(10) == 0 ? 0 : 4_294_967 - duration[row];
            rest[row] = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(5);
            secret[row] = row == 7 ? "one of a kind" : "common";
        }
        return new RecordTable(
                List.of(
                        new RecordField("protocol", Kind.NAME, 0),
                        new RecordField("tcp_flags", Kind.NAME, 0),
                        new RecordField("packets", Kind.NUMBER, 0),
                        new RecordField("bytes", Kind.NUMBER, 0),
                        new RecordField("duration_ms", Kind.NUMBER, 0),
                        new RecordField("attributes.DURATION_IN", Kind.NUMBER, 0),
                        new RecordField("attributes.REST", Kind.NUMBER, -1),
                        new RecordField("attributes.NAME", Kind.NAME, 0)),
                List.of(protocol, flags, packets, bytes, duration, wrapped, rest, secret),
                ROWS);
    }

    @Test
    void numbersThatFollowAreTokens() {
        RecordCodec codec = RecordCodec.fit(flows());
        NumberTokens wrapped = (NumberTokens) codec.tokens("attributes.DURATION_IN");
        assertThat(wrapped.relations()).containsExactly(new Relation(Form.SAME, 4, 4, -1, 4_294_967));
        assertThat(wrapped.bins()).isEmpty();
    }

    @Test
    void frequentValuesComeBackAndOthersStayInTheirBins() {
        RecordTable flows = flows();
        RecordCodec codec = RecordCodec.fit(flows);
        RecordTable back = codec.decode(codec.encode(flows), new SplittableRandom(2));
        assertThat(back.names(0)).isEqualTo(flows.names(0));
        assertThat(back.numbers(2)).isEqualTo(flows.numbers(2));
        assertThat(back.numbers(6)).isEqualTo(flows.numbers(6));
        double[] apart = IntStream.range(0, ROWS)
                .mapToDouble(row -> Math.abs(back.numbers(4)[row] - flows.numbers(4)[row]))
                .toArray();
        // 48 bins of 16 places over 100,000.
        assertThat(Arrays.stream(apart).average().orElseThrow()).isLessThan(150);
        assertThat(back.numbers(5)[0] == 0 ? 0 : 4_294_967 - back.numbers(4)[0]).isEqualTo(back.numbers(5)[0]);
    }

    @Test
    void whatHardlyAnyRecordHasIsNotLearned() {
        RecordCodec codec = RecordCodec.fit(flows());
        assertThat(((NameTokens) codec.tokens("attributes.NAME")).names()).containsExactly("common");
        assertThat(codec.decode(codec.encode(flows()), new SplittableRandom(1)).names(7)[7])
                .isEqualTo("common");
    }

    @Test
    void anyTokensBecomeRecordsThatKeepAllRules() {
        RecordTable flows = flows();
        RecordCodec codec = RecordCodec.fit(flows);
        assertThat(codec.rules()).isNotEmpty();
        int[] sizes = codec.slotSizes();
        SplittableRandom random = new SplittableRandom(3);
        int[][] tokens = new int[ROWS][sizes.length];
        for (int[] row : tokens) {
            Arrays.setAll(row, slot -> random.nextInt(sizes[slot]));
        }
        RecordTable decoded = codec.decode(tokens, random);
        for (Rule rule : codec.rules()) {
            assertThat(IntStream.range(0, ROWS)
                            .filter(row -> !rule.holds(decoded, row))
                            .count())
                    .as(rule.text())
                    .isZero();
        }
        assertThat(codec.rules().stream().map(Rule::text))
                .anyMatch(text -> text.contains("tcp_flags"))
                .anyMatch(text -> text.contains("bytes"));
    }

    @Test
    void itIsJson() throws IOException {
        RecordCodec codec = RecordCodec.fit(flows());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StrictJson.write(out, codec);
        byte[] json = out.toByteArray();
        RecordCodec read = StrictJson.read(new ByteArrayInputStream(json), json.length, RecordCodec.class, "codec");
        assertThat(read.encode(flows())).isDeepEqualTo(codec.encode(flows()));
        assertThat(read.rules()).isEqualTo(codec.rules());
    }

    @Test
    void whatFollowsStandsBehind() {
        DerivedTokens derived =
                new DerivedTokens(new RecordField("packets", Kind.NUMBER, 0), new Relation(Form.SAME, 1, 1, 1, 0));
        assertThatThrownBy(() -> new RecordCodec(List.of(derived), List.of()))
                .hasMessage("field packets follows from one that comes later");
    }
}
