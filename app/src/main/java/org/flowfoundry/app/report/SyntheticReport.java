package org.flowfoundry.app.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.SyntheticTables;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.core.report.HtmlPage;
import org.flowfoundry.evaluation.fidelity.metric.Metric;
import org.flowfoundry.evaluation.fidelity.report.Compared;
import org.flowfoundry.evaluation.fidelity.report.FidelityStudy;

/** Synthetic flows of a network beside its real ones. */
final class SyntheticReport {

    private static final String TITLE = "Synthetic flows beside real ones";
    private static final String REAL = "real";
    private static final String SYNTHETIC = "synthetic";
    private static final int MOST_PORTS = 10;

    private final Lake lake;
    private final HtmlPage page;

    SyntheticReport(Lake lake, HtmlPage page) {
        this.lake = lake;
        this.page = page;
    }

    /** That there are none, and why. */
    void refused(String domain, String reason) {
        page.section(TITLE);
        page.paragraph(
                "Flows like those of the network " + domain + " were to be made, and none are in the lake. " + reason);
    }

    /** What was measured of them, and whole tables side by side. */
    void compared(FidelityStudy study) {
        page.section(TITLE);
        Dataset<Row> flows = flows(IngestTables.FLOWS, study.domain(), REAL)
                .union(flows(SyntheticTables.FLOWS, study.domain(), SYNTHETIC))
                .cache();
        try {
            Map<String, Long> all = counts(flows);
            page.paragraph(String.format(
                    Locale.ROOT,
                    "A small generator, trained for a moment, has made %,d flows like the %,d of the network %s. They are in"
                            + " table synthetic_flows; their addresses are nobody's. A part of the real flows was held out"
                            + " from it, to be compared with.",
                    all.getOrDefault(SYNTHETIC, 0L),
                    all.getOrDefault(REAL, 0L),
                    study.domain()));
            measures(study);
            page.paragraph("Whole tables, as shares of all their flows:");
            distribution(flows, all, "bytes of a flow: 2 to the power of", floor(log2(col("bytes"))));
            distribution(flows, all, "packets of a flow: 2 to the power of", floor(log2(col("packets"))));
            distribution(flows, all, "hour of the day, UTC", hour(col("flow_start")));
            ports(flows, all);
        } finally {
            flows.unpersist();
        }
    }

    private Dataset<Row> flows(TableSpec table, String domain, String origin) {
        return lake.read(table, new PartitionRange(List.of(domain), null, null))
                .select(
                        lit(origin).as("origin"),
                        col("bytes"),
                        col("packets"),
                        col("destination_port"),
                        col("flow_start"));
    }

    private static Map<String, Long> counts(Dataset<Row> flows) {
        Map<String, Long> counts = new LinkedHashMap<>();
        flows.groupBy("origin").count().collectAsList().forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        return counts;
    }

    private void measures(FidelityStudy study) {
        Compared synthetic = study.named(Compared.SYNTHETIC);
        Compared real = study.named(Compared.REAL);
        page.table(
                List.of("measure", SYNTHETIC, "for comparison", "what it says"),
                List.of(
                        List.of(
                                "C2ST AUC",
                                synthetic.value(Metric.C2ST),
                                real.value(Metric.C2ST),
                                "How well a classifier tells synthetic from real records: 0.5 = not at all, 1 = always. For"
                                        + " comparison: one part of the real records from another."),
                        List.of(
                                "broken rules",
                                synthetic.value(Metric.RULES_BROKEN),
                                real.value(Metric.RULES_BROKEN),
                                "Share of records that break a rule which at least 99.9 % of real ones keep, such as that"
                                        + " only TCP has flags. For comparison: real records."),
                        List.of(
                                "copies",
                                synthetic.value(Metric.TABLE_COPIES_EQUAL),
                                synthetic.value(Metric.TABLE_COPIES_HELD_OUT),
                                "Share of records that equal a real one which was learned from. For comparison: one of as many"
                                        + " that were not, so by chance."),
                        List.of(
                                "DCR share",
                                synthetic.value(Metric.DCR_SHARE),
                                real.value(Metric.DCR_SHARE),
                                "Share of records that are nearer to one which was learned from than to any held-out one: 0.5"
                                        + " = to neither, 1 = always. For comparison: real records that nobody learned from.")));
        List<String> risks = study.risks();
        page.paragraph(
                risks.isEmpty()
                        ? "Privacy: neither copies beyond chance nor membership were found. This is no proof that there are"
                                + " none."
                        : "Privacy: these flows should not be published. " + String.join("; ", risks) + ".");
        page.remark("All measures: './flowfoundry fidelity', and table fidelity.");
    }

    /** The shares of flows by a whole number, of which there are few. */
    private void distribution(Dataset<Row> flows, Map<String, Long> all, String title, Column value) {
        List<Row> rows = flows.withColumn("value", value.cast("int"))
                .where("value is not null")
                .groupBy("value")
                .agg(of(REAL), of(SYNTHETIC))
                .orderBy("value")
                .collectAsList();
        Map<String, List<double[]>> points = new LinkedHashMap<>();
        for (String origin : List.of(REAL, SYNTHETIC)) {
            points.put(
                    origin,
                    rows.stream()
                            .map(row -> new double[] {row.getInt(0), share(row, origin, all)})
                            .toList());
        }
        page.picture(Charts.lines(title, "share of flows", points));
    }

    private void ports(Dataset<Row> flows, Map<String, Long> all) {
        List<List<Object>> table = new ArrayList<>();
        List<Row> rows = flows.where("destination_port is not null")
                .groupBy("destination_port")
                .agg(of(REAL), of(SYNTHETIC))
                .orderBy(col(REAL).desc(), col("destination_port"))
                .limit(MOST_PORTS)
                .collectAsList();
        for (Row row : rows) {
            table.add(List.of(String.valueOf(row.getInt(0)), share(row, REAL, all), share(row, SYNTHETIC, all)));
        }
        page.table(List.of("destination port", REAL, SYNTHETIC), table);
    }

    private static Column of(String origin) {
        return count_if(col("origin").equalTo(origin)).as(origin);
    }

    private static double share(Row row, String origin, Map<String, Long> all) {
        return row.<Long>getAs(origin) / (double) all.getOrDefault(origin, 1L);
    }
}
