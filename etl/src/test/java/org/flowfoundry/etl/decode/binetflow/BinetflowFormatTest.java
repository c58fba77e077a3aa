package org.flowfoundry.etl.decode.binetflow;

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

class BinetflowFormatTest {

    private static final String SHORT = "StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,"
            + "TotBytes,SrcBytes,Label\n";
    private static final String ROW =
            "2011/08/10 09:46:53.047277,3.550372,tcp,10.0.0.1,1234,   ->,10.0.0.2,80,SPA_FSRPA,"
                    + "0,2,12,875,413,flow=From-Botnet-V42-TCP\n";

    /** The 33 columns of the later captures. */
    private static final String LONG = "SrcAddr,DstAddr,Proto,Sport,Dport,State,sTos,dTos,SrcWin,DstWin,sHops,dHops,"
            + "StartTime,LastTime,sTtl,dTtl,TcpRtt,SynAck,AckDat,SrcPkts,DstPkts,SrcBytes,DstBytes,SAppBytes,"
            + "DAppBytes,Dur,TotPkts,TotBytes,TotAppByte,Rate,SrcRate,DstRate,Label\n";

    @Test
    void countersWithoutDirectionAreTotals() {
        assertThat(decode(SHORT + ROW).rows())
                .singleElement()
                .isEqualTo(Map.ofEntries(
                        Map.entry("flow_start", 1_312_969_613_047_277L),
                        Map.entry("flow_end", 1_312_969_616_597_649L),
                        Map.entry("duration_ms", 3550L),
                        Map.entry("source_address", "10.0.0.1"),
                        Map.entry("destination_address", "10.0.0.2"),
                        Map.entry("source_port", 1234L),
                        Map.entry("destination_port", 80L),
                        Map.entry("protocol", 6L),
                        Map.entry("packets", 12L),
                        Map.entry("bytes", 875L),
                        Map.entry("tcp_flags", 0x1aL),
                        Map.entry("reverse_tcp_flags", 0x1fL),
                        Map.entry("tos", 0L),
                        Map.entry("label", "flow=From-Botnet-V42-TCP"),
                        Map.entry(
                                "attributes",
                                Map.of("Dir", "->", "State", "SPA_FSRPA", "dTos", "2", "SrcBytes", "413")),
                        Map.entry("source_record", 0L),
                        Map.entry("source_offset", (long) SHORT.length())));
    }

    @Test
    void countersByDirectionGoToTheirColumns() {
        DecodedFlow row = decode(LONG
                        + "10.0.0.1,10.0.0.2,udp,0x1F90,53,CON,0.0,0.0,0,0,1,2,2011/08/17 15:41:06.125672,"
                        + "2011/08/17 15:41:06.225672,64,63,0,0,0,3,2,300,150,100,50,0.100000,5,450,150,1,2,3,Botnet\n")
                .rows()
                .get(0);

        assertThat(row.text("packets", "reverse_packets", "bytes", "reverse_bytes", "source_port", "duration_ms"))
                .isEqualTo("3 2 300 150 8080 100");
        assertThat(row.number("flow_end") - row.number("flow_start")).isEqualTo(100_000);
        assertThat(row.attributes())
                .containsEntry("TotPkts", "5")
                .containsEntry("TotBytes", "450")
                .containsEntry("DAppBytes", "50")
                .doesNotContainKeys("SrcPkts", "DstBytes");
        assertThat(row).doesNotContainKey("quality_flags");
    }

    @Test
    void totalsThatAreNotTheSumAreFlagged() {
        String header = "Dur,Proto,SrcAddr,DstAddr,SrcPkts,DstPkts,SrcBytes,TotPkts,TotBytes\n";

        List<DecodedFlow> rows = decode(
                        header + "0,udp,10.0.0.1,10.0.0.2,1,1,60,3,100\n" + "0,udp,10.0.0.1,10.0.0.2,1,1,60,2,50\n")
                .rows();

        assertThat(rows.get(0).text("packets", "reverse_packets", "bytes", "reverse_bytes"))
                .isEqualTo("1 1 60 40");
        assertThat(rows.get(0).has(QualityFlag.VALUE_OUT_OF_RANGE)).isTrue();
        assertThat(rows.get(1).text("packets", "bytes", "reverse_bytes")).isEqualTo("2 50 null");
        assertThat(rows.get(1).attributes()).containsEntry("SrcBytes", "60");
    }

    @Test
    void protocolsWithoutPortsOrNumbersKeepWhatTheySay() {
        String csv = SHORT
                + ROW.replace("tcp", "icmp").replace("1234", "0x0303").replace(",80,", ",,")
                + ROW.replace("tcp", "arp")
                        .replace("10.0.0.1", "00:15:17:2c:e5:2d")
                        .replace("1234", "")
                        .replace(",80,", ",0,")
                + ROW.replace("tcp", "rtp");

        List<DecodedFlow> rows = decode(csv).rows();

        assertThat(rows.get(0))
                .containsEntry("protocol", 1L)
                .doesNotContainKeys("source_port", "tcp_flags", "icmp_type");
        assertThat(rows.get(0).attributes()).containsEntry("Sport", "771");
        assertThat(rows.get(1)).doesNotContainKeys("protocol", "source_address", "destination_port");
        assertThat(rows.get(1).attributes())
                .containsEntry("Proto", "arp")
                .containsEntry("SrcAddr", "00:15:17:2c:e5:2d");
        assertThat(rows.get(2)).containsEntry("protocol", 17L).containsEntry("source_port", 1234L);
        assertThat(rows.get(2).attributes()).containsEntry("Proto", "rtp");
    }

    @Test
    void hostileRowsAreRepairedOrQuarantined() {
        Decoded decoded = decode(SHORT + ROW.replace(",875,", ",1e165,") + ROW.replace(",12,", ",NaN,")
                + ROW.replace("3.550372", "-1") + "1,2,3\n" + ROW.strip() + ",more\n" + ROW.replace(",12,", ",12.5,")
                + ROW.replace("2011/08/10", "2011/13/10") + ROW.replace(",80,", ",http,")
                + ROW.replace("10.0.0.2", "10.0.0.300"));

        assertThat(decoded.rows()).hasSize(3);
        assertThat(decoded.rows().get(0).has(QualityFlag.VALUE_OUT_OF_RANGE)).isTrue();
        assertThat(decoded.rows().get(0).has(QualityFlag.COUNTERS_MISSING)).isTrue();
        assertThat(decoded.rows().get(0).attributes()).containsEntry("TotBytes", "1e165");
        assertThat(decoded.rows().get(1).has(QualityFlag.COUNTERS_MISSING)).isTrue();
        assertThat(decoded.rows().get(2)).doesNotContainKeys("duration_ms", "flow_end");
        assertThat(decoded.quarantined())
                .extracting(Decoded.Quarantined::reason)
                .containsExactly(
                        "Row of 3 columns under a header of 15",
                        "Row of 16 columns under a header of 15",
                        "Bad value in TotPkts",
                        "Bad value in StartTime",
                        "Bad value in Dport",
                        "Bad value in DstAddr");
    }

    @Test
    void sharedSubsetOfCtu13() throws IOException {
        MemorySource file = MemorySource.of(SharedData.path("flows/ctu-13/ctu13_scenario1.csv.gz"));
        assertThat(FlowFormats.recognize(Decompression.head(file)).orElseThrow().name())
                .isEqualTo("binetflow");

        Decoded decoded = decode(file);

        assertThat(decoded.quarantined()).isEmpty();
        Map<Object, Integer> labels = new TreeMap<>();
        decoded.rows().forEach(row -> labels.merge(row.get("label"), 1, Integer::sum));
        assertThat(labels).isEqualTo(Map.of("Botnet", 25_002, "Background/Normal", 25_002));
        assertThat(decoded.rows().stream()
                        .mapToLong(row -> row.number("packets"))
                        .sum())
                .isEqualTo(1_801_553);
        assertThat(decoded.rows()).allMatch(row -> row.has(QualityFlag.TIME_MISSING) && row.containsKey("duration_ms"));
    }

    private static Decoded decode(String csv) {
        return decode(MemorySource.of(csv));
    }

    private static Decoded decode(MemorySource file) {
        return Decoded.ingested(new BinetflowFormat(), file);
    }
}
