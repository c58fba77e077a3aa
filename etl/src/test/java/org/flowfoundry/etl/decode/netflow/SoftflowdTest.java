package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.capture.Captures;
import org.flowfoundry.etl.decode.netflow.Decoding.Result;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real exports of the same traffic as v5, v9 and IPFIX; v5 lacks the 80 IPv6 flows. */
class SoftflowdTest {

    private static final String[] KEY = {
        "source_address",
        "source_port",
        "destination_address",
        "destination_port",
        "protocol",
        "packets",
        "bytes",
        "tos"
    };

    /** The templates of ICMP flows have no TCP flags. */
    private static final String[] TCP = {"source_address", "source_port", "destination_address", "tcp_flags"};

    private static MemorySource input(String name) {
        return MemorySource.of(SharedData.path("export/softflowd/" + name));
    }

    private static Result decode(String name) {
        return Decoding.decode(new NetflowFormat(), input(name));
    }

    private static Result decode(byte[] capture) {
        return Decoding.decode(new NetflowFormat(), new MemorySource("changed.pcap", capture));
    }

    private static List<DecodedFlow> tcp(List<DecodedFlow> rows) {
        return rows.stream().filter(row -> row.number("protocol") == 6).toList();
    }

    private static List<String> sorted(List<DecodedFlow> rows, String... columns) {
        return rows.stream().map(row -> row.text(columns)).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "softflowd-v5.pcap, 1002, 3347, 1687344",
        "softflowd-v9.pcap, 1082, 3889, 1940158",
        "softflowd-v9-ether.pcap, 1082, 3889, 1940158",
        "softflowd-ipfix-sec.pcap, 1082, 3889, 1940158",
        "softflowd-ipfix-milli.pcap, 1082, 3889, 1940158",
        "softflowd-ipfix-micro.pcap, 1082, 3889, 1940158",
        "softflowd-ipfix-nano.pcap, 1082, 3889, 1940158",
        "softflowd-ipfix-sysuptime.pcap, 1082, 3889, 1940158",
        "pmacct-nfprobe-v9.pcap, 1085, 3889, 1940158",
        "pmacct-nfprobe-v10.pcap, 1085, 3889, 1940158",
    })
    void nothingIsMissingAndNothingIsLost(String file, int flows, long packets, long bytes) {
        Result result = decode(file);
        assertThat(result.rows()).hasSize(flows);
        assertThat(result.sum("packets")).isEqualTo(packets);
        assertThat(result.sum("bytes")).isEqualTo(bytes);
        assertThat(result.counts().quarantined()).isZero();
        assertThat(result.counts().duplicates()).isZero();
        assertThat(result.counts().lost()).isZero();
    }

    @Test
    void versionsAgreeRecordByRecord() {
        List<DecodedFlow> ipfix = decode("softflowd-ipfix-milli.pcap").rows();
        List<DecodedFlow> v9 = decode("softflowd-v9.pcap").rows();
        List<DecodedFlow> v5 = decode("softflowd-v5.pcap").rows();
        List<DecodedFlow> ipv4 = ipfix.stream()
                .filter(row -> !String.valueOf(row.get("source_address")).contains(":"))
                .toList();
        assertThat(sorted(v9, KEY)).containsExactlyInAnyOrderElementsOf(sorted(ipfix, KEY));
        assertThat(sorted(v5, KEY)).containsExactlyInAnyOrderElementsOf(sorted(ipv4, KEY));
        assertThat(sorted(tcp(v9), TCP)).containsExactlyInAnyOrderElementsOf(sorted(tcp(ipfix), TCP));
        assertThat(sorted(tcp(v5), TCP)).containsExactlyInAnyOrderElementsOf(sorted(tcp(ipv4), TCP));
        String[] icmp = {"source_address", "destination_address", "protocol", "icmp_type", "icmp_code"};
        assertThat(sorted(v9, icmp)).containsExactlyInAnyOrderElementsOf(sorted(ipfix, icmp));
        assertThat(sorted(v5, icmp)).containsExactlyInAnyOrderElementsOf(sorted(ipv4, icmp));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1kxun", "CIC-DDoS-2019-WebDDoS", "teams", "test-cc-capture-1"})
    void versionsOfOtherTrafficAgree(String name) {
        List<DecodedFlow> v9 = decode(name + ".nfv9.pcap").rows();
        List<DecodedFlow> ipfix = decode(name + ".nfv10.pcap").rows();
        List<DecodedFlow> v5 = decode(name + ".nfv5.pcap").rows();
        List<DecodedFlow> ipv4 = v9.stream()
                .filter(row -> !String.valueOf(row.get("source_address")).contains(":"))
                .toList();
        assertThat(sorted(ipfix, KEY)).containsExactlyInAnyOrderElementsOf(sorted(v9, KEY));
        assertThat(sorted(v5, KEY)).containsExactlyInAnyOrderElementsOf(sorted(ipv4, KEY));
    }

    @Test
    void timesOfAllUnitsAgree() {
        List<DecodedFlow> exact = decode("softflowd-ipfix-micro.pcap").rows();
        for (String unit : List.of("milli", "nano", "sysuptime", "sec")) {
            long tolerance = unit.equals("sec") ? 1_000_000 : 1_000;
            List<DecodedFlow> other =
                    decode("softflowd-ipfix-" + unit + ".pcap").rows();
            for (int i = 0; i < exact.size(); i++) {
                assertThat(Math.abs(
                                exact.get(i).number("flow_start") - other.get(i).number("flow_start")))
                        .as("start of record %d in %s", i, unit)
                        .isLessThanOrEqualTo(tolerance);
                assertThat(Math.abs(
                                exact.get(i).number("flow_end") - other.get(i).number("flow_end")))
                        .isLessThanOrEqualTo(tolerance);
            }
        }
    }

    @Test
    void v5TimesAreExactAndV9TimesWithinASecond() {
        List<DecodedFlow> exact = decode("softflowd-ipfix-micro.pcap").rows();
        long start = exact.get(0).number("flow_start");
        assertThat(Math.abs(decode("softflowd-v5.pcap").rows().get(0).number("flow_start") - start))
                .isLessThanOrEqualTo(2_000);
        assertThat(start - decode("softflowd-v9.pcap").rows().get(0).number("flow_start"))
                .isBetween(0L, 1_000_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "softflowd-v5samp-1in10.pcap, header, 3580",
        "softflowd-v9samp-1in10.pcap, options, 3890",
        "softflowd-v10samp-1in10.pcap, options, 3890",
    })
    void samplingIsToldAndNotApplied(String file, String source, long scaledPackets) {
        Result result = decode(file);
        assertThat(result.rows()).allMatch(row -> row.text("sampling_interval", "sampling_source")
                .equals("10 " + source));
        assertThat(result.sum("packets") * 10).isEqualTo(scaledPackets);
    }

    @Test
    void biflowsKeepBothDirections() {
        Result result = decode("softflowd-ipfix-biflow-rfc5103.pcap");
        assertThat(result.rows()).hasSize(572);
        assertThat(result.rows().stream().filter(row -> row.number("packets") > 0))
                .hasSize(542);
        assertThat(result.rows().stream().filter(row -> row.number("reverse_packets") > 0))
                .hasSize(540);
        assertThat(result.sum("packets") + result.sum("reverse_packets")).isEqualTo(3889);
        assertThat(result.sum("bytes") + result.sum("reverse_bytes")).isEqualTo(1940158);
        assertThat(result.counts().lost()).isZero();
    }

    @Test
    void aWrongClockIsFlagged() {
        assertThat(decode("softflowd-v5-badclock.pcap").rows())
                .hasSize(1002)
                .allMatch(row -> row.has(QualityFlag.DURATION_WRAP));
        assertThat(decode("softflowd-v9-badclock.pcap").rows())
                .hasSize(1082)
                .allMatch(row -> row.has(QualityFlag.DURATION_WRAP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"softflowd-v9.pcap", "softflowd-ipfix-milli.pcap"})
    void templatesMayComeLast(String file) {
        byte[] capture = input(file).bytes();
        List<byte[]> records = new ArrayList<>(Captures.records(capture));
        Collections.rotate(records, -1);
        Result result = decode(Captures.withRecords(capture, records));
        assertThat(result.rows()).hasSize(1082);
        assertThat(result.sum("packets")).isEqualTo(3889);
        assertThat(result.rows().stream().filter(row -> row.has(QualityFlag.TEMPLATE_RESOLVED_LATE)))
                .hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @CsvSource({"softflowd-v5.pcap, 1002", "softflowd-v9.pcap, 1082", "softflowd-ipfix-milli.pcap, 1082"})
    void everyDatagramTwiceCountsOnce(String file, int flows) {
        byte[] capture = input(file).bytes();
        List<byte[]> twice = Captures.records(capture).stream()
                .flatMap(record -> List.of(record, record).stream())
                .toList();
        Result result = decode(Captures.withRecords(capture, twice));
        assertThat(result.rows()).hasSize(flows);
        assertThat(result.counts().duplicates()).isEqualTo(flows);
        assertThat(result.counts().lost()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"softflowd-v5.pcap, 1002", "softflowd-ipfix-milli.pcap, 1082"})
    void whatIsMissingIsLost(String file, int flows) {
        byte[] capture = input(file).bytes();
        List<byte[]> records = Captures.records(capture);
        List<byte[]> kept = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            if (i % 5 != 3 || i == records.size() - 1) {
                kept.add(records.get(i));
            }
        }
        Result result = decode(Captures.withRecords(capture, kept));
        assertThat(result.rows().size() + result.counts().lost()).isEqualTo(flows);
        assertThat(result.rows()).anyMatch(row -> row.has(QualityFlag.SEQUENCE_GAP_BEFORE));
    }
}
