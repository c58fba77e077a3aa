package org.flowfoundry.app.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class RowPrinterTest {

    private static final String QUERY =
            """
            select * from values
              (1L, 'a "quoted", text', timestamp '2026-01-02 03:04:05.000006', map('k', 'v'), array(1.5D), X'00ff'),
              (cast(null as bigint), null, null, null, null, null)
              as t(n, text, time, attributes, numbers, raw)
            """;

    @Test
    void csvQuotesWhatNeedsIt(SparkSession spark) {
        assertThat(printed(spark, RowFormat.CSV))
                .containsExactly(
                        "n,text,time,attributes,numbers,raw",
                        "1,\"a \"\"quoted\"\", text\",2026-01-02T03:04:05.000006Z,\"{\"\"k\"\":\"\"v\"\"}\",[1.5],00ff",
                        ",,,,,");
    }

    @Test
    void jsonKeepsTypesAndNulls(SparkSession spark) {
        assertThat(printed(spark, RowFormat.JSON))
                .containsExactly(
                        "{\"n\":1,\"text\":\"a \\\"quoted\\\", text\",\"time\":\"2026-01-02T03:04:05.000006Z\","
                                + "\"attributes\":{\"k\":\"v\"},\"numbers\":[1.5],\"raw\":\"00ff\"}",
                        "{\"n\":null,\"text\":null,\"time\":null,\"attributes\":null,\"numbers\":null,\"raw\":null}");
    }

    @Test
    void tableIsAligned(SparkSession spark) {
        List<String> lines = printed(spark, RowFormat.TABLE);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("n     text");
        assertThat(lines.get(2)).startsWith("1     a \"quoted\", text");
        assertThat(lines.get(3)).startsWith("null  null");
    }

    private static List<String> printed(SparkSession spark, RowFormat format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Dataset<Row> rows = spark.sql(QUERY);
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        assertThat(new RowPrinter(stream, rows.schema()).print(format, rows.toLocalIterator()))
                .isEqualTo(2);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
