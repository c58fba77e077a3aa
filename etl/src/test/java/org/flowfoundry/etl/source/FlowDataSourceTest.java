package org.flowfoundry.etl.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class FlowDataSourceTest {

    private static final String HEADER = "#separator \\x09\n#unset_field\t-\n#path\tconn\n"
            + "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\torig_pkts\torig_ip_bytes\n"
            + "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tcount\n";

    @TempDir
    Path folder;

    @Test
    void filesAreATableOfFlows(SparkSession spark) throws IOException {
        Dataset<Row> flows =
                spark.read().format("zeek").option("splitBytes", 4096).load(log(500).toString());

        assertThat(flows.rdd().getNumPartitions()).isGreaterThan(1);
        assertThat(flows.count()).isEqualTo(500);
        Row row = flows.filter("source_record = 499").first();
        assertThat(row.<String>getAs("source_address")).isEqualTo("2001:db8::1f3");
        assertThat(row.<Object>getAs("packets")).isEqualTo(499L);
        assertThat(row.<Object>getAs("tos")).isNull();
        assertThat(row.<String>getAs("source_file")).isEqualTo(folder + "/conn.log");
        assertThat(row.getJavaMap(row.fieldIndex("attributes"))).containsEntry("uid", "C499");
        assertThat(flows.schema().apply("packets").getComment().get()).contains("IE 2");
    }

    @Test
    void comparisonsArePushedAndColumnsPruned(SparkSession spark) throws IOException {
        Dataset<Row> some = spark.read()
                .format("zeek")
                .load(log(500).toString())
                .filter("packets >= 100 and 110 > packets and flow_start < '2024-03-01T00:01:47Z' and protocol = 6"
                        + " and source_address like '%6%'")
                .select("packets");

        assertThat(some.as(Encoders.LONG()).collectAsList())
                .containsExactlyInAnyOrder(102L, 100L, 101L, 103L, 104L, 105L, 106L);
        assertThat(some.queryExecution().executedPlan().toString())
                .contains("PushedFilters: [packets >= 100, packets < 110, flow_start < 1709251307000000, protocol = 6]")
                .doesNotContain("tcp_flags");
    }

    @Test
    void nfcapdFilesAreCountedRight(SparkSession spark) {
        Path file = SharedData.path("nfcapd");
        Row sums = spark.read()
                .format("nfcapd")
                .load(file + "/*large-bz2*")
                .selectExpr("count(*)", "sum(packets)", "sum(bytes)")
                .first();

        assertThat(sums.toString()).isEqualTo("[100000,551025205,417073490515]");
    }

    @Test
    void pathsThatAreMissingAreToldOf(SparkSession spark) {
        assertThatThrownBy(() -> spark.read().format("zeek").load())
                .hasMessageContaining("Format 'zeek' was given nothing to load");
        assertThatThrownBy(() ->
                        spark.read().format("zeek").load(folder + "/absent").count())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("No input at '" + folder + "/absent'");
    }

    private Path log(int records) throws IOException {
        StringBuilder log = new StringBuilder(HEADER);
        for (int i = 0; i < records; i++) {
            log.append(1_709_251_200L + i)
                    .append("\tC" + i + "\t2001:db8::" + Integer.toHexString(i) + "\t1024\t192.0.2.7\t443\ttcp\t" + i
                            + "\t9\n");
        }
        return Files.writeString(folder.resolve("conn.log"), log);
    }
}
