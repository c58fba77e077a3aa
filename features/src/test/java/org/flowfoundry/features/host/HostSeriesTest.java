package org.flowfoundry.features.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.WindowLength;
import org.flowfoundry.features.testing.SampleFlows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class HostSeriesTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-10");

    @Test
    void rowsHaveTheTablesColumns(SparkSession spark) {
        Dataset<Row> series = new HostSeries(WindowLength.parse("5m"), LongFlows.FIRST)
                .of(SampleFlows.random(1, 300, 3).dataset(spark), DAY);
        series.show(3, 20, true);
        series.explain();
        List<Row> rows = series.collectAsList();
        assertThat(rows).isNotEmpty();
        Dataset<Row> p = new HostSeries(WindowLength.parse("5m"), LongFlows.PRORATED)
                .of(SampleFlows.random(1, 300, 3).dataset(spark), DAY);
        p.show(3, 20, true);
    }
}
