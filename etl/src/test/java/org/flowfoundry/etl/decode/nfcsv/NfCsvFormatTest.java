package org.flowfoundry.etl.decode.nfcsv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

class NfCsvFormatTest {

    private static final String V1 = "IPV4_SRC_ADDR,L4_SRC_PORT,IPV4_DST_ADDR,L4_DST_PORT,PROTOCOL,L7_PROTO,IN_BYTES,"
            + "OUT_BYTES,IN_PKTS,OUT_PKTS,TCP_FLAGS,FLOW_DURATION_MILLISECONDS,Label,Attack\n";
    private static final String V1_ROW = "10.0.0.1,4000,10.0.0.2,80,6,7,100,200,1,2,27,15,1,DoS\n";

    @Test
    void version1HasNoTimeAndFlagsOfBothDirections() {
        assertThat(decode(V1 + V1_ROW).rows())
                .singleElement()
                .isEqualTo(Map.ofEntries(
                        Map.entry("source_address", "10.0.0.1"),
                        Map.entry("source_port", 4000L),
                        Map.entry("destination_address", "10.0.0.2"),
                        Map.entry("destination_port", 80L),
                        Map.entry("protocol", 6L),
                        Map.entry("bytes", 100L),
                        Map.entry("reverse_bytes", 200L),
                        Map.entry("packets", 1L),
                        Map.entry("reverse_packets", 2L),
                        Map.entry("tcp_flags", 27L),
                        Map.entry("duration_ms", 15L),
                        Map.entry("label", "DoS"),
                        Map.entry("attributes", Map.of("L7_PROTO", "7", "Label", "1")),
                        Map.entry("quality_flags", (long) QualityFlag.TIME_MISSING.mask()),
                        Map.entry("source_record", 0L),
                        Map.entry("source_offset", (long) V1.length())));
    }

    @Test
    void version3HasTimes() {
        String header =
                " flow_start_milliseconds , FLOW_END_MILLISECONDS,PROTOCOL,IN_BYTES,IN_PKTS,SRC_TO_DST_IAT_MIN,Attack";
        String row = "1424242190381, 1424242190982 ,17,60,1,0.5,Benign";
        String backwards = "1424242190381,1424242190380,17,60,1,inf,Benign";
        String csv = String.join("\r\n", header, row, backwards, "");

        List<DecodedFlow> rows = decode(csv).rows();

        assertThat(rows.get(0))
                .isEqualTo(Map.of(
                        "flow_start",
                        1_424_242_190_381_000L,
                        "flow_end",
                        1_424_242_190_982_000L,
                        "duration_ms",
                        601L,
                        "protocol",
                        17L,
                        "bytes",
                        60L,
                        "packets",
                        1L,
                        "label",
                        "Benign",
                        "attributes",
                        Map.of("SRC_TO_DST_IAT_MIN", "0.5"),
                        "source_record",
                        0L,
                        "source_offset",
                        102L));
        assertThat(rows.get(1))
                .containsEntry("quality_flags", (long) QualityFlag.END_BEFORE_START.mask())
                .doesNotContainKeys("duration_ms", "attributes");
    }

    @Test
    void flagsByDirectionLeaveTheirUnionInTheAttributes() {
        String csv = "TCP_FLAGS,CLIENT_TCP_FLAGS,SERVER_TCP_FLAGS,PROTOCOL,IN_BYTES,IN_PKTS\n22,2,20,6,1,1\n";

        assertThat(decode(csv).rows().get(0))
                .containsEntry("tcp_flags", 2L)
                .containsEntry("reverse_tcp_flags", 20L)
                .containsEntry("attributes", Map.of("TCP_FLAGS", "22"));
    }

    @Test
    void icmpHasTypeAndCodeAndNoPorts() {
        String csv = "PROTOCOL,L4_SRC_PORT,L4_DST_PORT,ICMP_TYPE,IN_BYTES,IN_PKTS\n1,0,771,771,1,1\n6,1,2,771,1,1\n";

        List<DecodedFlow> rows = decode(csv).rows();

        assertThat(rows.get(0))
                .containsEntry("icmp_type", 3L)
                .containsEntry("icmp_code", 3L)
                .containsEntry("attributes", Map.of("L4_DST_PORT", "771"))
                .doesNotContainKeys("source_port", "destination_port");
        assertThat(rows.get(1))
                .containsEntry("source_port", 1L)
                .containsEntry("attributes", Map.of("ICMP_TYPE", "771"))
                .doesNotContainKeys("icmp_type", "icmp_code");
    }

    @Test
    void wrappedDurationsAreFlaggedAndKept() {
        DecodedFlow row =
                decode(V1 + V1_ROW.replace(",15,", ",4294952,")).rows().get(0);

        assertThat(row).containsEntry("duration_ms", 4_294_952L);
        assertThat((long) row.get("quality_flags") & QualityFlag.DURATION_WRAP.mask())
                .isNotZero();
        assertThat((long) decode(V1 + V1_ROW.replace(",15,", ",4294968,"))
                                .rows()
                                .get(0)
                                .get("quality_flags")
                        & QualityFlag.DURATION_WRAP.mask())
                .isZero();
    }

    @Test
    void labelsFallBackToTheBinaryOne() {
        assertThat(decode(V1 + V1_ROW.replace("DoS", "")).rows().get(0)).containsEntry("label", "1");
        assertThat(decode(V1.replace(",Attack", "") + V1_ROW.replace(",DoS", ""))
                        .rows()
                        .get(0))
                .containsEntry("label", "1")
                .containsEntry("attributes", Map.of("L7_PROTO", "7", "Label", "1"));
    }

    @Test
    void missingValuesAreNull() {
        DecodedFlow row = decode(V1 + "10.0.0.1,,10.0.0.2,NaN,6,nan,inf,-Infinity,1.0,2e0,null,15,1,DoS\n")
                .rows()
                .get(0);

        assertThat(row)
                .containsEntry("packets", 1L)
                .containsEntry("reverse_packets", 2L)
                .doesNotContainKeys("source_port", "destination_port", "bytes", "reverse_bytes", "tcp_flags");
        assertThat((long) row.get("quality_flags") & QualityFlag.COUNTERS_MISSING.mask())
                .isNotZero();
    }

    @Test
    void badRowsAreQuarantinedByReason() {
        Decoded decoded = decode(V1 + "1,2\n" + V1_ROW + V1 + "\n" + V1_ROW.replace(",100,", ",x,")
                + V1_ROW.replace("10.0.0.2", "10.0.0.256") + V1_ROW.replace(",27,", ",2.5,") + V1_ROW.strip());

        assertThat(decoded.rows()).extracting(row -> row.get("source_record")).containsExactly(1L, 5L);
        assertThat(decoded.quarantined())
                .extracting(Decoded.Quarantined::reason)
                .containsExactly(
                        "Row of 2 columns under a header of 14",
                        "Bad value in IN_BYTES",
                        "Bad value in IPV4_DST_ADDR",
                        "Bad value in TCP_FLAGS");
        assertThat(decoded.quarantined())
                .extracting(Decoded.Quarantined::record)
                .containsExactly(0L, 2L, 3L, 4L);
    }

    @Test
    void quotedHeadersAndAnIndexColumnAreRead() {
        assertThat(decode(",\"PROTOCOL\",\"IN_BYTES\",\"IN_PKTS\"\n0,\"6\",\"60\",\"1\"\n")
                        .rows()
                        .get(0))
                .containsEntry("bytes", 60L)
                .containsEntry("attributes", Map.of("column 1", "0"));
    }

    @Test
    void recognizesItsHeaderOnly() {
        assertThat(FlowFormats.named("nf-csv")).isInstanceOf(NfCsvFormat.class);
        assertThat(rejects("\ufeff" + V1)).isNull();
        assertThat(rejects(V1.toLowerCase(Locale.ROOT))).isNull();
        assertThat(rejects(V1_ROW))
                .isEqualTo("Not an NF CSV: its first line names no column PROTOCOL, IN_BYTES, IN_PKTS");
        assertThat(rejects("PROTOCOL,IN_PKTS\n")).isEqualTo("Not an NF CSV: its first line names no column IN_BYTES");
        assertThat(rejects("\n \n")).isEqualTo("A table without a header line");
        assertThat(rejects("PROTOCOL" + ",x".repeat(600))).isEqualTo("Header of more than 512 columns");
    }

    private static String rejects(String csv) {
        InputHead head = new InputHead("flows.csv", csv.getBytes(StandardCharsets.UTF_8));
        String reason = new NfCsvFormat().rejects(head).orElse(null);
        assertThat(new NfCsvFormat().recognizes(head)).isEqualTo(reason == null);
        return reason;
    }

    private static Decoded decode(String csv) {
        return Decoded.ingested(new NfCsvFormat(), MemorySource.of(csv));
    }
}
