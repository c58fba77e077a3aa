package org.flowfoundry.etl.decode.zeek;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZeekFormatTest {

    private static final String HEADER =
            """
            #separator \\x09
            #set_separator\t,
            #empty_field\t(empty)
            #unset_field\t-
            #path\tconn
            #fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tduration\torig_pkts\torig_ip_bytes\thistory
            #types\ttime\taddr\tport\taddr\tport\tenum\tinterval\tcount\tcount\tstring
            """;
    private static final String ROW = "1.5\t10.0.0.1\t40000\t10.0.0.2\t53\tudp\t0.25\t3\t180\tDd\n";

    @Test
    void mapsTheFieldsOfARow() {
        assertThat(decode(HEADER + ROW).rows())
                .singleElement()
                .isEqualTo(Map.ofEntries(
                        Map.entry("flow_start", 1_500_000L),
                        Map.entry("flow_end", 1_750_000L),
                        Map.entry("duration_ms", 250L),
                        Map.entry("source_address", "10.0.0.1"),
                        Map.entry("destination_address", "10.0.0.2"),
                        Map.entry("source_port", 40_000L),
                        Map.entry("destination_port", 53L),
                        Map.entry("protocol", 17L),
                        Map.entry("packets", 3L),
                        Map.entry("bytes", 180L),
                        Map.entry("attributes", Map.of("history", "Dd")),
                        Map.entry("source_record", 0L),
                        Map.entry("source_offset", (long) HEADER.length())));
    }

    @Test
    void jsonGivesTheSameRow() {
        String json =
                """
                {"ts":1.5,"id.orig_h":"10.0.0.1","id.orig_p":40000,"id.resp_h":"10.0.0.2","id.resp_p":53,"proto":"udp",\
                "duration":2.5e-1,"orig_pkts":3,"orig_ip_bytes":180,"history":"Dd","service":null}
                """;

        Map<String, Object> row = new LinkedHashMap<>(decode(json).rows().get(0));

        assertThat(row).containsEntry("source_offset", 0L);
        row.put("source_offset", (long) HEADER.length());
        assertThat(row).isEqualTo(decode(HEADER + ROW).rows().get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1636638572.123456",
                "\"2021-11-11T13:49:32.123456Z\"",
                "1636638572123.456",
                "1.636638572123456e9"
            })
    void jsonTimesInEverySpellingOfZeek(String ts) {
        assertThat(decode(json(ts, "")).rows().get(0)).containsEntry("flow_start", 1_636_638_572_123_456L);
    }

    @Test
    void jsonFieldsMayBeNestedOrUnderscored() {
        String nested = "{\"id\":{\"orig_h\":\"::1\",\"resp_h\":\"::2\"},\"conn_state\":\"SF\","
                + "\"tunnel_parents\":[\"Ca\",\"Cb\"],\"local_orig\":true,\"extra\":{\"a\":[{\"b\":1},[2]]}}\n";
        String underscored = "{\"id_orig_h\":\"::1\",\"id_resp_h\":\"::2\",\"conn_state\":\"SF\"}";

        List<DecodedFlow> rows = decode(nested + underscored).rows();

        assertThat(rows).allSatisfy(row -> assertThat(row).containsEntry("destination_address", "::2"));
        assertThat(rows.get(0).get("attributes"))
                .isEqualTo(
                        Map.of("conn_state", "SF", "tunnel_parents", "Ca,Cb", "local_orig", "true", "extra.a", "1,2"));
        assertThat(rows.get(1).get("attributes")).isEqualTo(Map.of("conn_state", "SF"));
    }

    /** Type and code; of types that are answered Zeek writes the answer's type where others have the code. */
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 8, 0, 1, 8, 0",
        "10.0.0.1, 3, 3, 1, 3, 3",
        "10.0.0.1, 13, 14, 1, 13, 0",
        "fe80::1, 135, 136, 58, 135, 0",
        "fe80::1, 1, 4, 58, 1, 4"
    })
    void icmpTypesAndCodes(String address, int origPort, int respPort, long protocol, long type, long code) {
        String row = ROW.replace(
                "10.0.0.1\t40000\t10.0.0.2\t53\tudp",
                String.join("\t", address, "" + origPort, address, "" + respPort, "icmp"));

        assertThat(decode(HEADER + row).rows().get(0))
                .containsEntry("protocol", protocol)
                .containsEntry("icmp_type", type)
                .containsEntry("icmp_code", code)
                .doesNotContainKeys("source_port", "destination_port");
    }

    @Test
    void aProtocolWithoutANumberStaysNull() {
        DecodedFlow row = decode(HEADER
                        + ROW.replace("40000", "0").replace("\t53\t", "\t0\t").replace("udp", "unknown_transport"))
                .rows()
                .get(0);

        assertThat(row).doesNotContainKeys("protocol", "source_port", "destination_port");
        assertThat(row.get("attributes")).isEqualTo(Map.of("history", "Dd", "proto", "unknown_transport"));
    }

    @Test
    void absentValuesAreNullAndFlagged() {
        DecodedFlow row = decode(HEADER + "-\t10.0.0.1\t1\t10.0.0.2\t2\ttcp\t-\t-\t-\t(empty)\n")
                .rows()
                .get(0);

        assertThat(row).doesNotContainKeys("flow_start", "flow_end", "duration_ms", "packets", "bytes");
        assertThat(row.get("attributes")).isEqualTo(Map.of("history", ""));
        assertThat(row).containsEntry("quality_flags", (long)
                (QualityFlag.TIME_MISSING.mask() | QualityFlag.COUNTERS_MISSING.mask()));
    }

    @Test
    void valuesThatDoNotFitStandInTheAttributes() {
        DecodedFlow row = decode(HEADER + ROW.replace("40000", "70000").replace("180", "18446744073709551615"))
                .rows()
                .get(0);

        assertThat(row).doesNotContainKeys("source_port", "bytes");
        assertThat(row.get("attributes"))
                .isEqualTo(Map.of("history", "Dd", "id.orig_p", "70000", "orig_ip_bytes", "18446744073709551615"));
        assertThat((long) row.get("quality_flags") & QualityFlag.VALUE_OUT_OF_RANGE.mask())
                .isNotZero();
    }

    @Test
    void badRowsAreQuarantinedByReason() {
        Decoded decoded = decode(HEADER + ROW + "too\tfew\n" + ROW.replace("180", "many")
                + ROW.replace("10.0.0.2", "host") + ROW.replace("10.0.0.1", "-") + "{\"broken\":\n" + ROW.strip());

        assertThat(decoded.rows()).extracting(row -> row.get("source_record")).containsExactly(0L, 6L);
        assertThat(decoded.quarantined())
                .extracting(Decoded.Quarantined::record, Decoded.Quarantined::reason)
                .containsExactly(
                        tuple(1L, "Row of 2 columns under a header of 10"),
                        tuple(2L, "Bad value in orig_ip_bytes"),
                        tuple(3L, "Bad value in id.resp_h"),
                        tuple(4L, "No value in id.orig_h"),
                        tuple(5L, "Not a JSON object in one line"));
        assertThat(decoded.quarantined().get(0).raw()).isEqualTo("too\tfew");
        assertThat(decoded.quarantined().get(0).offset()).isEqualTo(HEADER.length() + ROW.length());
    }

    @Test
    void labelsPreferTheDetailedOne() {
        String header = HEADER.replace("\thistory", "\ttunnel_parents   label   detailed-label");
        String rows = ROW.replace("\tDd", "\t-   Malicious   C&C")
                + ROW.replace("\tDd", "\t(empty)   Benign   -")
                + ROW.replace("\tDd", "\t-   -   -")
                + ROW.replace("\tDd", "\t-");

        List<DecodedFlow> decoded = decode(header + rows).rows();

        assertThat(decoded).extracting(row -> row.get("label")).containsExactly("C&C", "Benign", null, null);
        assertThat(decoded)
                .extracting(row -> row.get("attributes"))
                .containsExactly(
                        Map.of("label", "Malicious", "detailed-label", "C&C"),
                        Map.of("tunnel_parents", "", "label", "Benign"),
                        null,
                        null);
    }

    @Test
    void aHeaderMayRecurAndChange() {
        String other =
                """
                #separator |
                #unset_field|?
                #path|conn
                #fields|id.resp_h|id.orig_h|conn_state
                10.0.0.9|10.0.0.8|?
                #close|2020
                """;

        List<DecodedFlow> rows = decode(HEADER + ROW + HEADER + ROW + other).rows();

        assertThat(rows)
                .extracting(row -> row.get("source_address"))
                .containsExactly("10.0.0.1", "10.0.0.1", "10.0.0.8");
    }

    @Test
    void recordsOfOtherLogsAreNoFlows() {
        String dns =
                HEADER.replace("conn", "dns").replace("duration\torig_pkts\torig_ip_bytes\thistory", "query\ta\tb\tc");

        assertThat(decode(HEADER
                                + ROW
                                + dns
                                + ROW
                                + json("1", ",\"_path\":\"ssl\"").replace("conn_state", "cipher"))
                        .quarantined())
                .extracting(Decoded.Quarantined::reason)
                .containsExactly("Zeek dns log: only conn logs hold flows", "Zeek ssl log: only conn logs hold flows");
    }

    @Test
    void recognizesItsLogsAndSaysWhatOthersAre() {
        assertAccepted(HEADER + ROW);
        assertAccepted(HEADER);
        assertAccepted(json("1", ""));
        assertAccepted("{\"cut off\n" + json("1", ""));
        assertRejected(
                HEADER.replace("conn", "dns").replace("duration\torig_pkts\torig_ip_bytes\thistory", "query"),
                true,
                "Zeek dns log: only conn logs hold flows");
        assertRejected(
                "{\"ts\":1,\"uid\":\"C\",\"id.orig_h\":\"::1\",\"query\":\"q\"}",
                true,
                "Zeek log of another kind: only conn logs hold flows");
        assertRejected(ROW, false, "Zeek log without a #fields line: nothing says what its columns are");
        assertRejected("{]", false, "Not a JSON object in one line");
        assertRejected(
                "#fields" + "\tf".repeat(601) + "\n" + ROW, true, "Zeek log of 601 columns: at most 512 are read");
    }

    private static void assertAccepted(String log) {
        assertThat(FlowFormats.recognize(head(log)).orElseThrow().name()).isEqualTo("zeek");
        assertThat(new ZeekFormat().recognizes(head(log))).isTrue();
        assertThat(new ZeekFormat().rejects(head(log))).isEmpty();
    }

    private static void assertRejected(String log, boolean recognized, String reason) {
        assertThat(new ZeekFormat().recognizes(head(log))).isEqualTo(recognized);
        assertThat(new ZeekFormat().rejects(head(log))).contains(reason);
    }

    private static String json(String ts, String more) {
        return "{\"ts\":" + ts + ",\"id.orig_h\":\"::1\",\"id.resp_h\":\"::2\",\"conn_state\":\"SF\"" + more + "}\n";
    }

    private static InputHead head(String log) {
        return new InputHead("conn.log", log.getBytes(StandardCharsets.UTF_8));
    }

    private static Decoded decode(String log) {
        return Decoded.ingested(new ZeekFormat(), MemorySource.of(log));
    }
}
