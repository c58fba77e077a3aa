package org.flowfoundry.core.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(WithSpark.class)
class LakeTest {

    private static final TableSpec TABLE = TableSpec.of(
            "host_series",
            TableFormat.PARQUET,
            "A host",
            "The day",
            List.of(
                    new ColumnSpec("host", DataTypes.StringType, "The host's address"),
                    new ColumnSpec("flows", DataTypes.LongType, "Its flows")));
    private static final String STRANGE = "007";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void replaceChangesItsPartitionsAndNoOthers(TableFormat format, SparkSession spark) {
        Lake lake = Lake.open(spark, folder.resolve("new lake/ü%20:x").toString());
        assertThat(lake.replace(
                        TABLE,
                        rows(
                                spark,
                                "('a/b', '2024-01-01', 'h1', 1), ('a/b', '2024-01-02', 'h2', 2), ('007', '2024-01-01', 'h3', 3)"),
                        PartitionRange.ALL,
                        format))
                .isEqualTo(3);
        assertThat(lake.format(TABLE)).isEqualTo(format);

        // Of the first domain's two days one gets other rows, the other becomes empty.
        long rows = lake.replace(
                TABLE,
                rows(spark, "('a/b', '2024-01-01', 'h4', 4), ('a/b', '2024-01-01', 'h5', 5)"),
                PartitionRange.of(List.of("a/b"), "2024-01-01..2024-01-05"),
                format);

        assertThat(rows).isEqualTo(2);
        assertThat(text(lake.read(TABLE)))
                .containsExactlyInAnyOrder("[a/b,2024-01-01,h4,4]", "[a/b,2024-01-01,h5,5]", "[007,2024-01-01,h3,3]");
        assertThat(lake.read(TABLE).schema()).isEqualTo(TABLE.schema());
        assertThat(text(lake.read(TABLE, PartitionRange.of(List.of("007"), null))))
                .hasSize(1);
        assertThat(lake.tables()).containsExactly("host_series");
    }

    @ParameterizedTest
    @EnumSource(TableFormat.class)
    void replacingByNothingEmptiesTheRange(TableFormat format, SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        lake.replace(
                TABLE,
                rows(spark, "('a', '2024-01-01', 'h1', 1), ('a', '2024-01-02', 'h2', 2)"),
                PartitionRange.ALL,
                format);

        assertThat(lake.replace(
                        TABLE,
                        rows(spark, "('a', '2024-01-01', 'h1', 1)").where("false"),
                        PartitionRange.days("2024-01-01"),
                        format))
                .isZero();

        assertThat(text(lake.read(TABLE))).containsExactly("[a,2024-01-02,h2,2]");
    }

    private static Dataset<Row> rows(SparkSession spark, String values) {
        return spark.sql("SELECT flows, host, CAST(date AS DATE) AS date, domain FROM VALUES " + values
                + " AS t(domain, date, host, flows)");
    }

    private static List<String> text(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }
}
