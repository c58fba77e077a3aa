package org.flowfoundry.app.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.host.HostSeries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(WithSpark.class)
class LakeQueryTest {

    @TempDir
    Path folder;

    private Lake lake;

    @BeforeEach
    void makeLake(SparkSession spark) {
        lake = Lake.open(spark, folder.toString());
        lake.replace(
                HostSeries.TABLE,
                spark.createDataFrame(java.util.List.of(), HostSeries.TABLE.schema()),
                PartitionRange.ALL,
                TableFormat.PARQUET);
    }

    @Test
    void tablesAreDescribedAndListed() throws IOException {
        assertThat(printed("describe host_series"))
                .contains("col_name,data_type,comment\n")
                .contains("host,string,\"Address of the host, RFC 5952 text\"");
        assertThat(printed("describe host_series window_seconds")).contains("\"Length of the window, seconds\"");
        assertThat(printed("show tables")).contains("host_series");
        assertThat(printed("show columns from host_series")).contains("window_start");
        assertThat(printed("describe query select 1 as one")).contains("one,int");
        assertThat(printed("explain select count(*) from host_series")).contains("Physical Plan");
        assertThat(printed("with h as (select * from host_series) select count(*) as n from h"))
                .isEqualTo("n\n0\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop view host_series",
                "create table t as select 1",
                "insert into host_series select * from host_series",
                "with h as (select 1) insert into t select * from h",
                "explain analyze drop table t",
                "set spark.sql.ansi.enabled = true",
                "refresh table host_series"
            })
    void whatChangesAnythingIsRefused(String query) {
        assertThatThrownBy(() -> printed(query)).isInstanceOf(UsageException.class);
    }

    private String printed(String query) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LakeQuery(lake, query).print(RowFormat.CSV, 0, null, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
