package org.flowfoundry.etl.decode.unswnb15;

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

class UnswNb15FormatTest {

    private static final String NORMAL = "10.0.0.1,1390,10.0.0.2,53,udp,CON,0.001055,132,164,31,29,0,0,dns,500473.9,"
            + "621800.9,2,3,0,0,0,0,66,82,0,0,0,0,1421927414,1421927415,0.017,0.013,0,0,0,0,0,0,0,0,3,7,1,3,1,1,1,,0\n";
    private static final String ATTACK =
            NORMAL.replace(",,0\n", ", Fuzzers ,1\n").replace(",dns,", ",-,");

    @Test
    void aFileWithoutHeaderIsReadByPosition() {
        DecodedFlow row = decode("\ufeff" + NORMAL).rows().get(0);

        assertThat(row.attributes())
                .hasSize(35)
                .containsEntry("state", "CON")
                .containsEntry("Sload", "500473.9")
                .containsEntry("ct_dst_src_ltm", "1")
                .containsEntry("Label", "0");
        assertThat(row.text(
                        "flow_start",
                        "flow_end",
                        "duration_ms",
                        "source_address",
                        "source_port",
                        "destination_address"))
                .isEqualTo("1421927414000000 1421927415000000 1 10.0.0.1 1390 10.0.0.2");
        assertThat(row.text("destination_port", "protocol", "packets", "bytes", "reverse_packets", "reverse_bytes"))
                .isEqualTo("53 17 2 132 3 164");
        assertThat(row.text("application", "label", "quality_flags")).isEqualTo("dns 0 null");
    }

    @Test
    void attacksAreLabelledByTheirCategory() {
        DecodedFlow row = decode(NORMAL + ATTACK).rows().get(1);

        assertThat(row).containsEntry("label", "Fuzzers").doesNotContainKey("application");
        assertThat(row.attributes()).containsEntry("Label", "1");
    }

    @Test
    void theTrainingSetIsReadByName() {
        String csv = "id,dur,proto,service,state,spkts,dpkts,sbytes,dbytes,rate,ct_srv_src,attack_cat,label\n"
                + "1,0.5,sep,-,INT,2,0,496,0,90909.0902,2,Normal,0\n";

        DecodedFlow row = decode(csv).rows().get(0);

        assertThat(row.text("protocol", "packets", "reverse_packets", "label", "duration_ms"))
                .isEqualTo("null 2 0 Normal 500");
        assertThat(row.has(QualityFlag.TIME_MISSING)).isTrue();
        assertThat(row.attributes()).containsEntry("id", "1").containsEntry("proto", "sep");
    }

    @Test
    void portsAreNumbersInEitherBaseOrNone() {
        List<DecodedFlow> rows = decode(NORMAL.replace(",1390,", ",0x20205321,").replace(",53,", ",0xc0a8,")
                        + NORMAL.replace(",1390,", ",-,")
                        + NORMAL.replace("udp", "unas"))
                .rows();

        assertThat(rows.get(0)).containsEntry("destination_port", 49_320L).doesNotContainKey("source_port");
        assertThat(rows.get(0).attributes()).containsEntry("sport", "0x20205321");
        assertThat(rows.get(0).has(QualityFlag.VALUE_OUT_OF_RANGE)).isTrue();
        assertThat(rows.get(1)).doesNotContainKeys("source_port", "quality_flags");
        assertThat(rows.get(2)).doesNotContainKeys("source_port", "protocol");
        assertThat(rows.get(2).attributes()).containsEntry("proto", "unas").containsEntry("sport", "1390");
    }

    @Test
    void hostileRowsAreRepairedOrQuarantined() {
        Decoded decoded = decode(NORMAL + NORMAL.strip() + ",0\n" + "0x,1\n" + NORMAL.replace(",132,", ",1e165,")
                + NORMAL.replace(",132,", ",nan,") + NORMAL.replace(",132,", ",1.5,") + NORMAL.replace("1390", "0xzz"));

        assertThat(decoded.rows()).extracting(row -> row.get("source_record")).containsExactly(0L, 3L, 4L);
        assertThat(decoded.rows().get(1).attributes()).containsEntry("sbytes", "1e165");
        assertThat(decoded.rows().get(2).has(QualityFlag.COUNTERS_MISSING)).isTrue();
        assertThat(decoded.quarantined())
                .extracting(Decoded.Quarantined::reason)
                .containsExactly(
                        "Row of 50 columns under a header of 49",
                        "Row of 2 columns under a header of 49",
                        "Bad value in sbytes",
                        "Bad value in sport");
    }

    @Test
    void sharedRows() throws IOException {
        MemorySource file = MemorySource.of(SharedData.path("flows/unsw-nb15/UNSW-NB15_noheader.csv.gz"));
        assertThat(FlowFormats.recognize(Decompression.head(file)).orElseThrow().name())
                .isEqualTo("unsw-nb15");

        Decoded decoded = Decoded.ingested(new UnswNb15Format(), file);

        assertThat(decoded.quarantined()).isEmpty();
        Map<Object, Integer> labels = new TreeMap<>();
        decoded.rows().forEach(row -> labels.merge(row.get("label"), 1, Integer::sum));
        assertThat(labels)
                .isEqualTo(Map.of(
                        "0", 3283, "Exploits", 70, "Reconnaissance", 27, "DoS", 8, "Generic", 7, "Shellcode", 5));
    }

    private static Decoded decode(String csv) {
        return Decoded.ingested(new UnswNb15Format(), MemorySource.of(csv));
    }
}
