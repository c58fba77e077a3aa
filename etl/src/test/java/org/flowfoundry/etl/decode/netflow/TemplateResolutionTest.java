package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flowfoundry.etl.decode.netflow.Messages.flow;
import static org.flowfoundry.etl.decode.netflow.Messages.flowTemplate;
import static org.flowfoundry.etl.decode.netflow.Messages.ipfix;
import static org.flowfoundry.etl.decode.netflow.Messages.set;
import static org.flowfoundry.etl.decode.netflow.Messages.template;

import java.util.Arrays;
import java.util.List;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.capture.Bytes;
import org.flowfoundry.etl.decode.capture.Captures;
import org.flowfoundry.etl.decode.netflow.Decoding.Result;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

class TemplateResolutionTest {

    private static final byte[] BYTES_THEN_PACKETS = set(2, template(256, 8, 4, 1, 4, 2, 4));
    private static final byte[] PACKETS_THEN_BYTES = set(2, template(256, 8, 4, 2, 4, 1, 4));
    private static final byte[] DATA =
            set(256, new Bytes().u32(0x0a000001, 700, 7).done());

    private static Result decode(byte[]... messages) {
        return Decoding.decode(new IpfixFormat(), new MemorySource("a.ipfix", Bytes.concat(messages)));
    }

    private static MemorySource capture(String name, int exporter, int port, byte[]... messages) {
        List<byte[]> packets = Arrays.stream(messages)
                .map(message -> Captures.ethernet(Captures.udp4(exporter, port, message)))
                .toList();
        return new MemorySource(name, Captures.pcap(packets));
    }

    @Test
    void aRedefinedTemplateHoldsFromWhereItStands() {
        Result result =
                decode(ipfix(1, 0, BYTES_THEN_PACKETS, DATA), ipfix(1, 1, PACKETS_THEN_BYTES, DATA), ipfix(1, 2, DATA));
        assertThat(result.rows())
                .extracting(row -> row.text("bytes", "packets"))
                .containsExactly("700 7", "7 700", "7 700");
        assertThat(result.rows()).noneMatch(row -> row.has(QualityFlag.TEMPLATE_RESOLVED_LATE));
    }

    @Test
    void dataBeforeItsTemplateTakesTheNearestLaterOne() {
        Result result =
                decode(ipfix(1, 0, DATA), ipfix(1, 1, BYTES_THEN_PACKETS), ipfix(1, 1, PACKETS_THEN_BYTES, DATA));
        assertThat(result.rows())
                .extracting(row -> row.text("bytes", "packets"))
                .containsExactly("700 7", "7 700");
        assertThat(result.rows())
                .extracting(row -> row.has(QualityFlag.TEMPLATE_RESOLVED_LATE))
                .containsExactly(true, false);
    }

    @Test
    void aWithdrawnTemplateIsGone() {
        Result result =
                decode(ipfix(1, 0, BYTES_THEN_PACKETS, DATA), ipfix(1, 1, set(2, template(256))), ipfix(1, 1, DATA));
        assertThat(result.rows()).hasSize(1);
        assertThat(result.reasons()).containsExactly("No template 256 of domain 1 (IPFIX)");
    }

    @Test
    void templatesOfOtherDomainsAreOthers() {
        Result result = decode(ipfix(1, 0, BYTES_THEN_PACKETS), ipfix(2, 0, DATA));
        assertThat(result.rows()).isEmpty();
        assertThat(result.reasons()).containsExactly("No template 256 of domain 2 (IPFIX)");
        assertThat(result.quarantined().get(0).raw()).hasSize(12);
    }

    @Test
    void anotherFileOfTheSameExporterTeachesWhateverItsPort() {
        List<Result> results = Decoding.decodeAll(
                new NetflowFormat(),
                List.of(
                        capture("a.pcap", 1, 1000, ipfix(1, 0, DATA)),
                        capture("b.pcap", 1, 2000, ipfix(1, 0, BYTES_THEN_PACKETS)),
                        capture("c.pcap", 2, 1000, ipfix(1, 0, PACKETS_THEN_BYTES))));
        assertThat(results.get(0).rows()).hasSize(1);
        assertThat(results.get(0).rows().get(0).text("bytes", "packets", "exporter_address"))
                .isEqualTo("700 7 192.0.2.1");
        assertThat(results.get(0).rows().get(0).has(QualityFlag.TEMPLATE_RESOLVED_LATE))
                .isTrue();
    }

    @Test
    void filesWithoutExportersTakeTheOneTemplateThatFits() {
        MemorySource data = new MemorySource("data", ipfix(1, 0, set(256, flow(1), flow(2))));
        MemorySource other = new MemorySource("other", ipfix(1, 0, set(2, template(256, 8, 4, 1, 8))));
        MemorySource fitting = new MemorySource("fitting", ipfix(1, 0, set(2, flowTemplate(256))));
        Result result = Decoding.decodeAll(new IpfixFormat(), List.of(data, other, fitting))
                .get(0);
        assertThat(result.rows()).extracting(row -> row.get("bytes")).containsExactly(100L, 200L);
    }

    @Test
    void filesWithoutExportersPreferTheNearestName() {
        MemorySource data = new MemorySource("vendor_b_data", ipfix(1, 0, DATA));
        MemorySource far = new MemorySource("vendor_a_template", ipfix(1, 0, BYTES_THEN_PACKETS));
        MemorySource near = new MemorySource("vendor_b_template", ipfix(1, 0, PACKETS_THEN_BYTES));
        Result result =
                Decoding.decodeAll(new IpfixFormat(), List.of(data, far, near)).get(0);
        assertThat(result.rows())
                .extracting(row -> row.text("bytes", "packets"))
                .containsExactly("7 700");
    }

    @Test
    void ambiguousTemplatesAreNotGuessed() {
        MemorySource data = new MemorySource("data", ipfix(1, 0, DATA));
        MemorySource one = new MemorySource("one", ipfix(1, 0, BYTES_THEN_PACKETS));
        MemorySource two = new MemorySource("two", ipfix(1, 0, PACKETS_THEN_BYTES));
        Result result =
                Decoding.decodeAll(new IpfixFormat(), List.of(data, one, two)).get(0);
        assertThat(result.rows()).isEmpty();
        assertThat(result.reasons())
                .containsExactly("Ambiguous template 256 of domain 1 (IPFIX): files define it differently");
    }
}
