package org.flowfoundry.etl.decode.westermo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.compression.Decompression;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

class WestermoFormatTest {

    private static final String HEADER =
            "sAddress,rAddress,sMACs,protocol,startDate,start,end,duration,sPackets,rPackets,"
                    + "sBytesSum,rBytesSum,sttl,IT_M_Label,NST_M_Label\n";
    private static final String TCP = "10.0.0.1,10.0.0.2,00:11:22:33:44:55,IPV4-TCP,2023-03-10 10:29:34.085540,"
            + "1678440574.08554,1678440574.565764,0.480225,42,30,2478,1866,64.0,BAD-SSH,Normal\n";
    private static final String ARP =
            "00:11:22:33:44:55,ff:ff:ff:ff:ff:ff,00:11:22:33:44:55,ARP,2023-03-10 10:29:34.078825,"
                    + "1678440574.078825,1678440574.078829,5e-06,4,0,240,0,,Normal,Normal\n";

    @Test
    void flowsOfIp() {
        assertThat(decode(HEADER + TCP).rows())
                .singleElement()
                .isEqualTo(Map.ofEntries(
                        Map.entry("flow_start", 1_678_440_574_085_540L),
                        Map.entry("flow_end", 1_678_440_574_565_764L),
                        Map.entry("duration_ms", 480L),
                        Map.entry("source_address", "10.0.0.1"),
                        Map.entry("destination_address", "10.0.0.2"),
                        Map.entry("protocol", 6L),
                        Map.entry("packets", 42L),
                        Map.entry("reverse_packets", 30L),
                        Map.entry("bytes", 2478L),
                        Map.entry("reverse_bytes", 1866L),
                        Map.entry("label", "Normal"),
                        Map.entry(
                                "attributes",
                                Map.of(
                                        "sMACs", "00:11:22:33:44:55",
                                        "startDate", "2023-03-10 10:29:34.085540",
                                        "sttl", "64.0",
                                        "IT_M_Label", "BAD-SSH")),
                        Map.entry("source_record", 0L),
                        Map.entry("source_offset", (long) HEADER.length())));
    }

    @Test
    void flowsWithoutIpHaveNoAddressAndNoProtocol() {
        List<DecodedFlow> rows =
                decode(HEADER + ARP + TCP.replace("IPV4-TCP", "IPV4-2")).rows();

        assertThat(rows.get(0))
                .doesNotContainKeys("source_address", "destination_address", "protocol", "quality_flags");
        assertThat(rows.get(0).attributes())
                .containsEntry("protocol", "ARP")
                .containsEntry("rAddress", "ff:ff:ff:ff:ff:ff")
                .doesNotContainKey("sttl");
        assertThat(rows.get(1)).containsEntry("protocol", 2L);
    }

    @Test
    void hostileRowsAreRepairedOrQuarantined() {
        Decoded decoded = decode(HEADER + TCP.replace(",42,", ",1e165,") + TCP.replace(",42,", ",NaN,")
                + TCP.replace("IPV4-TCP", "IPV4-999") + "1,2\n" + TCP.strip() + ",1\n" + TCP.replace(",42,", ",4.2,")
                + TCP.replace("10.0.0.1", "host"));

        assertThat(decoded.rows()).hasSize(3);
        assertThat(decoded.rows().get(0).attributes()).containsEntry("sPackets", "1e165");
        assertThat(decoded.rows().get(1).has(QualityFlag.COUNTERS_MISSING)).isTrue();
        assertThat(decoded.rows().get(2).has(QualityFlag.VALUE_OUT_OF_RANGE)).isTrue();
        assertThat(decoded.quarantined())
                .extracting(Decoded.Quarantined::reason)
                .containsExactly(
                        "Row of 2 columns under a header of 15",
                        "Row of 16 columns under a header of 15",
                        "Bad value in sPackets",
                        "Bad value in sAddress");
    }

    @Test
    void sharedTables() throws IOException {
        assertThat(labels("output_bottom.csv.gz"))
                .isEqualTo(Map.of(
                        "Normal",
                        29_159,
                        "BAD-MISCONF-DUPLICATION",
                        2_453,
                        "BAD-MISCONF",
                        2_103,
                        "BAD-SSH",
                        751,
                        "BAD-MITM",
                        504,
                        "BAD-PORTSCAN2",
                        397,
                        "BAD-PORTSCAN1",
                        29,
                        "GOOD-SSH",
                        8));
        assertThat(labels("output_left.csv.gz").values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(8_533);
    }

    private static Map<Object, Integer> labels(String name) throws IOException {
        MemorySource file = MemorySource.of(SharedData.path("flows/westermo/" + name));
        assertThat(FlowFormats.recognize(Decompression.head(file)).orElseThrow().name())
                .isEqualTo("westermo");
        Decoded decoded = Decoded.ingested(new WestermoFormat(), file);
        assertThat(decoded.quarantined()).isEmpty();
        Map<Object, Integer> labels = new TreeMap<>();
        decoded.rows().forEach(row -> labels.merge(row.get("label"), 1, Integer::sum));
        return labels;
    }

    private static Decoded decode(String csv) {
        return Decoded.ingested(new WestermoFormat(), MemorySource.of(csv));
    }
}
