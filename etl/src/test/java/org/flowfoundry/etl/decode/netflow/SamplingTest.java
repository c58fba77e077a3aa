package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flowfoundry.etl.decode.netflow.Messages.EXPORT_SECONDS;
import static org.flowfoundry.etl.decode.netflow.Messages.ipfixAt;
import static org.flowfoundry.etl.decode.netflow.Messages.optionsTemplate;
import static org.flowfoundry.etl.decode.netflow.Messages.set;
import static org.flowfoundry.etl.decode.netflow.Messages.template;

import java.util.List;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.capture.Bytes;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

class SamplingTest {

    private static List<DecodedFlow> rows(byte[]... messages) {
        return Decoding.decode(new IpfixFormat(), new MemorySource("a.ipfix", Bytes.concat(messages)))
                .rows();
    }

    private static byte[] at(long seconds, byte[]... sets) {
        return ipfixAt(EXPORT_SECONDS + seconds, 1, 0, sets);
    }

    @Test
    void allWaysToSayOneInTenSaySo() {
        assertThat(SamplingRate.effective(10, -1, -1, -1, -1)).isEqualTo(10);
        assertThat(SamplingRate.effective(-1, 1, 9, -1, -1)).isEqualTo(10);
        assertThat(SamplingRate.effective(-1, 10, 90, -1, -1)).isEqualTo(10);
        assertThat(SamplingRate.effective(-1, -1, -1, 1, 10)).isEqualTo(10);
        assertThat(SamplingRate.effective(Slot.ABSENT, Slot.ABSENT, 9, -1, 10)).isEqualTo(SamplingRate.NONE);
        assertThat(SamplingRate.effective(0, 0, 0, 0, 0)).isEqualTo(SamplingRate.NONE);
    }

    @Test
    void samplersAreTakenByTheirId() {
        byte[] options = set(3, optionsTemplate(300, 1, 302, 4, 305, 4, 306, 4));
        byte[] samplers = set(300, new Bytes().u32(0, 1, 0, 1, 1, 99, 2, 1, 499).done());
        byte[] data = set(256, new Bytes().u8(1, 2, 0, 7).done());
        List<DecodedFlow> rows = rows(at(0, set(2, template(256, 48, 1)), data, options, samplers));
        assertThat(rows).extracting(row -> row.get("sampling_interval")).containsExactly(100L, 500L, 1L, null);
        assertThat(rows)
                .extracting(row -> row.has(QualityFlag.SAMPLING_UNKNOWN))
                .containsExactly(false, false, false, true);
        assertThat(rows.get(0).get("sampling_source")).isEqualTo("options");
        assertThat(rows.get(3).get("sampling_source")).isEqualTo("none");
    }

    @Test
    void anIntervalHoldsFromItsTimeOn() {
        byte[] options = set(3, optionsTemplate(300, 1, 149, 4, 34, 4));
        byte[] data = set(256, new Bytes().u8(6).done());
        List<DecodedFlow> rows = rows(
                at(0, set(2, template(256, 4, 1)), data),
                at(10, options, set(300, new Bytes().u32(1, 100).done())),
                at(20, data),
                at(30, set(300, new Bytes().u32(1, 200).done())),
                at(40, data));
        assertThat(rows).extracting(row -> row.get("sampling_interval")).containsExactly(100L, 100L, 200L);
    }

    @Test
    void severalSamplersForRecordsThatNameNoneAreUnknown() {
        byte[] options = set(3, optionsTemplate(300, 1, 302, 4, 34, 4));
        byte[] samplers = set(300, new Bytes().u32(1, 100, 2, 200).done());
        List<DecodedFlow> rows = rows(at(0, set(2, template(256, 4, 1)), options, samplers, set(256, new byte[] {6})));
        assertThat(rows.get(0).get("sampling_interval")).isNull();
        assertThat(rows.get(0).has(QualityFlag.SAMPLING_UNKNOWN)).isTrue();
    }

    @Test
    void theRecordItselfGoesFirst() {
        byte[] options = set(3, optionsTemplate(300, 1, 149, 4, 34, 4));
        byte[] sampler = set(300, new Bytes().u32(1, 100).done());
        byte[] data = set(256, new Bytes().u32(5).done());
        List<DecodedFlow> rows = rows(at(0, set(2, template(256, 34, 4)), options, sampler, data));
        assertThat(rows.get(0).text("sampling_interval", "sampling_source")).isEqualTo("5 record");
    }

    @Test
    void withoutAnyWordOfSamplingThereIsNone() {
        DecodedFlow row = rows(at(
                        0,
                        set(2, template(256, 2, 4)),
                        set(256, new Bytes().u32(5).done())))
                .get(0);
        assertThat(row.text("sampling_interval", "sampling_source")).isEqualTo("null none");
        assertThat(row.has(QualityFlag.SAMPLING_UNKNOWN)).isFalse();
    }
}
