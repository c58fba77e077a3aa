package org.flowfoundry.core.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(WithSpark.class)
class TableStateTest {

    private static final TableSpec TABLE = TableSpec.of(
            "counts",
            TableFormat.PARQUET,
            "Counts",
            "A day",
            List.of(new ColumnSpec("count", DataTypes.LongType, "How many")));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aStateLastsUntilTheRowsAreReplaced(TableFormat format, SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        write(lake, "2024-03-01", format);
        String first = version(lake, PartitionRange.ALL);
        assertThat(version(lake, PartitionRange.ALL)).isEqualTo(first);
        write(lake, "2024-03-02", format);
        assertThat(version(lake, PartitionRange.ALL)).isNotEqualTo(first);
        TableState state = TableState.of(lake, TABLE, PartitionRange.ALL);
        assertThat(state.schema().apply("count").dataType()).isEqualTo(DataTypes.LongType);
    }

    @Test
    void otherDatesOfAParquetTableDoNotMatter(SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        write(lake, "2024-03-01", TableFormat.PARQUET);
        PartitionRange day = PartitionRange.days("2024-03-01");
        String first = version(lake, day);
        write(lake, "2024-03-02", TableFormat.PARQUET);
        assertThat(version(lake, day)).isEqualTo(first);
    }

    @Test
    void anEmptyTableAndNoTable(SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        lake.prepare();
        assertThatThrownBy(() -> version(lake, PartitionRange.ALL))
                .hasMessageStartingWith("No table 'counts' in lake '");
        lake.replace(TABLE, rows(lake, "2024-03-01").limit(0), PartitionRange.ALL, TableFormat.PARQUET);
        assertThat(TableState.of(lake, TABLE, PartitionRange.ALL).schema()).isEqualTo(TABLE.schema());
    }

    private static String version(Lake lake, PartitionRange range) {
        return TableState.of(lake, TABLE, range).version();
    }

    private static void write(Lake lake, String day, TableFormat format) {
        lake.replace(TABLE, rows(lake, day), PartitionRange.days(day), format);
    }

    private static Dataset<Row> rows(Lake lake, String day) {
        return lake.spark().sql("select 'campus' domain, date'" + day + "' date, 7L count");
    }
}
