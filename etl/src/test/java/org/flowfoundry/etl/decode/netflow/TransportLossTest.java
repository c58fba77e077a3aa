package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flowfoundry.etl.decode.netflow.Messages.flow;
import static org.flowfoundry.etl.decode.netflow.Messages.flowTemplate;
import static org.flowfoundry.etl.decode.netflow.Messages.ipfix;
import static org.flowfoundry.etl.decode.netflow.Messages.set;
import static org.flowfoundry.etl.decode.netflow.Messages.v5;
import static org.flowfoundry.etl.decode.netflow.Messages.v5Counting;
import static org.flowfoundry.etl.decode.netflow.Messages.v5Record;
import static org.flowfoundry.etl.decode.netflow.Messages.v9;

import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.capture.Bytes;
import org.flowfoundry.etl.decode.netflow.Decoding.Result;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

class TransportLossTest {

    private static final byte[] TEMPLATE = set(2, flowTemplate(256));

    private static Result decode(byte[]... messages) {
        return Decoding.decode(new IpfixFormat(), new MemorySource("a.ipfix", Bytes.concat(messages)));
    }

    private static byte[] two(long sequence, int host) {
        return ipfix(1, sequence, set(256, flow(host), flow(host + 1)));
    }

    @Test
    void aGapCountsItsRecordsAndFlagsTheNext() {
        Result result = decode(ipfix(1, 0, TEMPLATE), two(0, 1), two(2, 3), two(9, 5));
        assertThat(result.counts().lost()).isEqualTo(5);
        assertThat(result.rows())
                .extracting(row -> row.has(QualityFlag.SEQUENCE_GAP_BEFORE))
                .containsExactly(false, false, false, false, true, false);
    }

    @Test
    void lateMessagesAreNotLost() {
        Result result = decode(ipfix(1, 0, TEMPLATE), two(0, 1), two(6, 7), two(2, 3), two(4, 5), two(8, 9));
        assertThat(result.counts().lost()).isZero();
        assertThat(result.rows()).hasSize(10);
    }

    @Test
    void aRestartIsNoLoss() {
        Result result = decode(ipfix(1, 5_000_000, TEMPLATE), two(5_000_000, 1), two(0, 3), two(2, 5));
        assertThat(result.counts().lost()).isZero();
    }

    @Test
    void sequenceNumbersWrap() {
        Result result = decode(ipfix(1, 0xffff_fffeL, TEMPLATE), two(0xffff_fffeL, 1), two(0, 3), two(4, 5));
        assertThat(result.counts().lost()).isEqualTo(2);
    }

    @Test
    void repeatedDatagramsAreDuplicates() {
        Result result = decode(ipfix(1, 0, TEMPLATE), two(0, 1), two(0, 1), two(2, 3), two(2, 3), two(0, 1));
        assertThat(result.rows()).hasSize(4);
        assertThat(result.counts().duplicates()).isEqualTo(6);
        assertThat(result.counts().lost()).isZero();
        assertThat(result.records()).isEqualTo(10);
    }

    @Test
    void v9CountsMissingMessages() {
        byte[] template = set(0, flowTemplate(256));
        Result result =
                decode(v9(1, 10, template), v9(1, 11, set(256, flow(1))), v9(1, 14, set(256, flow(2), flow(3))));
        assertThat(result.counts().lost()).isEqualTo(2);
        assertThat(result.rows()).hasSize(3);
    }

    @Test
    void v5CountsMissingFlows() {
        byte[] record = v5Record(1, 6, 1, 2, 0, 0);
        Result result = decode(v5(100, 0, record, record), v5(132, 0, record));
        assertThat(result.counts().lost()).isEqualTo(30);
        assertThat(result.rows().get(2).has(QualityFlag.SEQUENCE_GAP_BEFORE)).isTrue();
    }

    @Test
    void v5RecordsThatTheHeaderCountsInVainAreQuarantined() {
        byte[] record = v5Record(1, 6, 1, 2, 0, 0);
        Result result = decode(v5Counting(5, 0, 0, record, record));
        assertThat(result.rows()).hasSize(2).allMatch(row -> row.has(QualityFlag.DAMAGED_NEIGHBOUR));
        assertThat(result.reasons()).containsExactly("Header counts 5 records, 2 are there");
    }

    @Test
    void optionsRecordsLeftOutOfTheCountAreNoLoss() {
        byte[] options = set(3, Messages.optionsTemplate(300, 1, 149, 4, 34, 4));
        byte[] sampler = set(300, new Bytes().u32(1, 100).done());
        Result result =
                decode(ipfix(1, 0, TEMPLATE, options, sampler), two(0, 1), ipfix(1, 2, sampler), two(2, 3), two(4, 5));
        assertThat(result.counts().lost()).isZero();
    }

    @Test
    void sequencesThatCountTheMessageItselfInAreNoLoss() {
        Result result = decode(
                ipfix(1, 1, TEMPLATE, set(256, flow(1))),
                ipfix(1, 4, set(256, flow(2), flow(3), flow(4))),
                ipfix(1, 6, set(256, flow(5), flow(6))),
                ipfix(1, 11, set(256, flow(7), flow(8), flow(9), flow(10), flow(11))));
        assertThat(result.counts().lost()).isZero();
        assertThat(result.rows()).noneMatch(row -> row.has(QualityFlag.SEQUENCE_GAP_BEFORE));
    }
}
