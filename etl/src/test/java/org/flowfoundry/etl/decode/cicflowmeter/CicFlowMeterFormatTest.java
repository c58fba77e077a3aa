package org.flowfoundry.etl.decode.cicflowmeter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.FlowFormats;
import org.flowfoundry.etl.decode.InputHead;
import org.flowfoundry.etl.decode.compression.Decompression;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Test;

class CicFlowMeterFormatTest {

    private static final String OF_2017 = "Flow ID, Source IP, Source Port, Destination IP, Destination Port, Protocol,"
            + " Timestamp, Flow Duration, Total Fwd Packets, Total Backward Packets,Total Length of Fwd Packets,"
            + " Total Length of Bwd Packets,Flow Bytes/s, Fwd Header Length, Fwd Header Length, Label\n";
    private static final String ROW_OF_2017 = "10.0.0.1-10.0.0.2-80-4000-6,10.0.0.1,4000,10.0.0.2,80,6,"
            + "7/7/2017 3:30,1500999,3,2,300,200,Infinity,60,61,DDoS\n";

    @Test
    void namesWithBlanksOf2017() {
        assertThat(decode(OF_2017 + ROW_OF_2017).rows())
                .singleElement()
                .isEqualTo(Map.ofEntries(
                        Map.entry("flow_start", 1_499_398_200_000_000L),
                        Map.entry("flow_end", 1_499_398_201_500_999L),
                        Map.entry("duration_ms", 1500L),
                        Map.entry("source_address", "10.0.0.1"),
                        Map.entry("source_port", 4000L),
                        Map.entry("destination_address", "10.0.0.2"),
                        Map.entry("destination_port", 80L),
                        Map.entry("protocol", 6L),
                        Map.entry("packets", 3L),
                        Map.entry("bytes", 300L),
                        Map.entry("reverse_packets", 2L),
                        Map.entry("reverse_bytes", 200L),
                        Map.entry("label", "DDoS"),
                        Map.entry(
                                "attributes",
                                Map.of("Flow ID", "10.0.0.1-10.0.0.2-80-4000-6", "Fwd Header Length", "60")),
                        Map.entry("source_record", 0L),
                        Map.entry("source_offset", (long) OF_2017.length())));
    }

    @Test
    void shortNamesOf2018AndTheirClock() {
        String csv = "Dst Port,Protocol,Timestamp,Flow Duration,Tot Fwd Pkts,Tot Bwd Pkts,TotLen Fwd Pkts,"
                + "TotLen Bwd Pkts,Label\n443,17,14/02/2018 08:31:01 PM,1000,1,1,10.0,20.0,Benign\n"
                + "5,0,14/02/2018 12:00:00 AM,1000,1,1,10,20,Benign\n";

        List<DecodedFlow> rows = decode(csv).rows();

        assertThat(rows.get(0).text("flow_start", "duration_ms", "bytes", "reverse_bytes", "destination_port"))
                .isEqualTo("1518640261000000 1 10 20 443");
        assertThat(rows.get(1).text("flow_start", "protocol", "destination_port"))
                .isEqualTo("1518566400000000 0 null");
    }

    @Test
    void namesWithUnderscores() {
        String csv = "src_ip,dst_ip,src_port,dst_port,protocol,timestamp,flow_duration,tot_fwd_pkts,tot_bwd_pkts,"
                + "totlen_fwd_pkts,totlen_bwd_pkts\n10.0.0.1,10.0.0.2,1,2,17,2024-05-06 07:08:09.25,2000.4,1,0,10,0\n";

        assertThat(decode(csv).rows().get(0).text("flow_start", "source_port", "packets", "duration_ms", "label"))
                .isEqualTo("1714979289250000 1 1 2 null");
    }

    @Test
    void hostileRowsAreRepairedOrQuarantined() {
        Decoded decoded =
                decode(OF_2017 + ROW_OF_2017.replace("1500999", "-1") + ROW_OF_2017.replace(",300,", ",1e165,")
                        + ROW_OF_2017.replace(",3,", ",NaN,") + "1\n" + ROW_OF_2017.strip() + ",\n"
                        + ROW_OF_2017.replace("7/7/2017", "7/13/2017") + ROW_OF_2017.replace(",3,", ",three,"));

        assertThat(decoded.rows()).hasSize(3);
        assertThat(decoded.rows().get(0)).doesNotContainKey("duration_ms");
        assertThat(decoded.rows().get(0).attributes()).containsEntry("Flow Duration", "-1");
        assertThat(decoded.rows().get(1).has(QualityFlag.VALUE_OUT_OF_RANGE)).isTrue();
        assertThat(decoded.rows().get(2).has(QualityFlag.COUNTERS_MISSING)).isTrue();
        assertThat(decoded.quarantined())
                .extracting(Decoded.Quarantined::reason)
                .containsExactly(
                        "Row of 1 columns under a header of 16",
                        "Row of 17 columns under a header of 16",
                        "Bad value in Timestamp",
                        "Bad value in Total Fwd Packets");
    }

    @Test
    void otherTablesAreRejectedWithWhatTheyLack() {
        InputHead head = new InputHead("a.csv", "Flow Duration,x\n".getBytes(StandardCharsets.UTF_8));

        assertThat(new CicFlowMeterFormat().rejects(head))
                .contains("Not a CSV of CICFlowMeter: its first line names no column Total Fwd Packets,"
                        + " Total Backward Packets, Total Length of Fwd Packets");
    }

    @Test
    void sharedSample() throws IOException {
        MemorySource file = MemorySource.of(SharedData.path("flows/cic-ids2017/CICIDS2017_sample_union.csv.gz"));
        assertThat(FlowFormats.recognize(Decompression.head(file)).orElseThrow().name())
                .isEqualTo("cicflowmeter");

        Decoded decoded = Decoded.ingested(new CicFlowMeterFormat(), file);

        assertThat(decoded.quarantined()).isEmpty();
        Map<Object, Integer> labels = new TreeMap<>();
        decoded.rows().forEach(row -> labels.merge(row.get("label"), 1, Integer::sum));
        assertThat(labels)
                .isEqualTo(Map.of(
                        "DoS",
                        5032,
                        "WebAttack",
                        2143,
                        "BruteForce",
                        1573,
                        "BENIGN",
                        1506,
                        "Bot",
                        1441,
                        "PortScan",
                        245,
                        "Infiltration",
                        36));
    }

    private static Decoded decode(String csv) {
        return Decoded.ingested(new CicFlowMeterFormat(), MemorySource.of(csv));
    }
}
