package org.flowfoundry.etl.decode.nfcapd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.FlowReader;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.Survey;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NfcapdFormatTest {

    private static final List<TestFlow> FLOWS = TestFlows.random(500, 2);

    @Test
    void isInstalledAndRecognizesItsFiles() {
        assertThat(FlowFormats.named("nfcapd")).isInstanceOf(NfcapdFormat.class);
        for (boolean bigEndian : new boolean[] {false, true}) {
            byte[] file = new NfcapdWriter(Layout.TWO, bigEndian, Codec.LZ4, 10).write(FLOWS);
            assertThat(FlowFormats.recognize(new InputHead("any", file)))
                    .hasValueSatisfying(format -> assertThat(format.name()).isEqualTo("nfcapd"));
        }
        assertThat(new NfcapdFormat().recognizes(new InputHead("nfcapd.1", new byte[] {0x0c})))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void splitsLieBesideOneAnotherAndCarryTheirFirstRecord(Layout layout) throws IOException {
        MemorySource file = new MemorySource("f", new NfcapdWriter(layout, false, Codec.LZ4, 20).write(FLOWS));
        List<Split> splits = new NfcapdFormat().survey(file, file.length() / 5).splits();
        assertThat(splits).hasSizeBetween(4, 6);
        assertThat(splits.get(0).start()).isZero();
        assertThat(splits.get(splits.size() - 1).end()).isEqualTo(Long.MAX_VALUE);
        for (int i = 1; i < splits.size(); i++) {
            assertThat(splits.get(i).start()).isEqualTo(splits.get(i - 1).end());
            assertThat(splits.get(i).firstRecord())
                    .isPositive()
                    .isEqualTo(splits.get(i).firstRecord() / 20 * 20);
        }
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void splitIsReadWithoutTheSurveysKnowledgeToo(Layout layout) throws IOException {
        MemorySource file = new MemorySource("f", new NfcapdWriter(layout, false, Codec.LZ4, 20).write(FLOWS));
        Survey survey = new NfcapdFormat().survey(file, file.length() / 5);
        assertThat(Decoded.of(new NfcapdFormat(), file, new Survey(survey.splits(), Knowledge.NONE)))
                .isEqualTo(Decoded.whole(new NfcapdFormat(), file));
    }

    @Test
    void smallFilesAndBz2AreNotSplit() throws IOException {
        MemorySource lz4 = new MemorySource("f", new NfcapdWriter(Layout.TWO, false, Codec.LZ4, 20).write(FLOWS));
        assertThat(new NfcapdFormat().survey(lz4, lz4.length())).isEqualTo(Survey.WHOLE);
        MemorySource bz2 = new MemorySource("f", new NfcapdWriter(Layout.TWO, false, Codec.BZ2, 20).write(FLOWS));
        assertThat(new NfcapdFormat().survey(bz2, 100)).isEqualTo(Survey.WHOLE);
    }

    @Test
    void knowledgeOfManyFilesIsMerged() throws IOException {
        MemorySource one = new MemorySource("one", new NfcapdWriter(Layout.ONE, false, Codec.LZ4, 20).write(FLOWS));
        MemorySource two = new MemorySource("two", new NfcapdWriter(Layout.TWO, false, Codec.LZ4, 20).write(FLOWS));
        Survey first = new NfcapdFormat().survey(one, 1000);
        Survey second = new NfcapdFormat().survey(two, 1000);
        Knowledge merged = Knowledge.NONE.merge(first.knowledge()).merge(second.knowledge());
        assertThat(Decoded.of(new NfcapdFormat(), one, new Survey(first.splits(), merged)))
                .isEqualTo(Decoded.whole(new NfcapdFormat(), one));
        assertThat(Decoded.of(new NfcapdFormat(), two, new Survey(second.splits(), merged)))
                .isEqualTo(Decoded.whole(new NfcapdFormat(), two));
    }

    @Test
    void countsTheBytesItReads() throws IOException {
        MemorySource file = new MemorySource("f", new NfcapdWriter(Layout.TWO, false, Codec.LZ4, 20).write(FLOWS));
        DecodeRequest request =
                new DecodeRequest(file, Split.WHOLE, Knowledge.NONE, (record, offset, reason, raw, from, length) -> {});
        try (FlowReader reader = new NfcapdFormat().open(request)) {
            FlowBatch batch = new FlowBatch();
            while (reader.read(batch)) {
                assertThat(batch.rows()).isPositive();
            }
            assertThat(reader.counts().bytesRead()).isEqualTo(file.length());
        }
    }
}
