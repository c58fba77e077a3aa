package org.flowfoundry.app.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.flowfoundry.app.sql.LakeViews;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.report.HtmlPage;
import org.flowfoundry.evaluation.fidelity.report.FidelityStudy;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.report.CurvePlot;
import org.flowfoundry.evaluation.report.Evaluation;

/**
 * What a lake holds, as a page: counts that add up, traffic over time by label, top talkers, degrees, quarantine. Every
 * number is a query over the tables; only aggregates reach the driver.
 */
public final class DemoReport {

    private final Lake lake;
    private final SparkSession spark;
    private String pretrained;
    private String detector;
    private PartitionRange scored;
    private Evaluation evaluation;
    private Consumer<SyntheticReport> synthetic = report -> {};

    /** @param exports the simulated exports that the lake was made from, with the truth about their labels */
    public DemoReport(Lake lake, Path exports) {
        LakeViews.register(lake);
        this.lake = lake;
        this.spark = lake.spark();
        spark.read()
                .option("header", true)
                .csv(exports.resolve("truth").toString())
                .withColumn("path", functions.concat(functions.lit(exports + "/"), functions.col("file")))
                .createOrReplaceTempView("truth");
    }

    /** Shows a pre-trained model, too. */
    public DemoReport withModel(String name) {
        pretrained = name;
        return this;
    }

    /** Shows a detector of DDoS that has scored a range, too. */
    public DemoReport withDetector(String name, PartitionRange range) {
        detector = name;
        scored = range;
        return this;
    }

    /**
     * Shows what few labels are worth, too.
     *
     * @param evaluated of one network; null = shows nothing
     */
    public DemoReport withEvaluation(Evaluation evaluated) {
        evaluation = evaluated;
        return this;
    }

    /** Shows synthetic flows of a network beside its real ones, too. */
    public DemoReport withSynthetic(FidelityStudy study) {
        synthetic = report -> report.compared(study);
        return this;
    }

    /** Says why there are no synthetic flows of a network. */
    public DemoReport withoutSynthetic(String domain, String reason) {
        synthetic = report -> report.refused(domain, reason);
        return this;
    }

    /** Writes the page. */
    public void write(Path file) throws IOException {
        HtmlPage page = new HtmlPage("FlowFoundry: what is in this lake");
        page.paragraph(
                "Labelled sample networks, simulated and written as real export files, then ingested, turned into"
                        + " features, flow graphs, models and synthetic flows. It shows the pipeline; it is no evidence of how well a model works on a real network.");
        counts(page);
        traffic(page);
        topTalkers(page);
        degrees(page);
        motifs(page);
        quarantine(page);
        models(page);
        synthetic.accept(new SyntheticReport(lake, page));
        Files.writeString(file, page.html(), StandardCharsets.UTF_8);
    }

    private void models(HtmlPage page) {
        ModelReport models = new ModelReport(lake);
        if (pretrained != null) {
            models.pretraining(page, pretrained);
        }
        if (detector != null) {
            models.detector(page, detector, "ddos", scored);
        }
        if (evaluation != null) {
            fewShot(page);
        }
    }

    private void fewShot(HtmlPage page) {
        page.section("What a few labels are worth");
        DomainData network = evaluation.domains().get(0);
        page.paragraph("How often methods are right about what a flow of the network " + network.domain() + " is ("
                + String.join(", ", network.classes())
                + "), by how many labelled flows of each class they have seen: as"
                + " macro-F1, 1 = always, all classes counting equally.");
        page.paragraph(
                "All methods saw the same labels and were asked about the same other flows; bands are 95 % intervals"
                        + " over " + evaluation.draws() + " draws of labels.");
        page.picture(CurvePlot.svg(evaluation, network, evaluation.methods()));
    }

    private void counts(HtmlPage page) {
        page.section("Counts that add up");
        page.remark(
                "Records found in the files = flows read + quarantined + duplicates. Lost is what the exporters' own"
                        + " sequence numbers say was never received.");
        table(
                page,
                """
                select domain, count(*) files, sum(records) records, sum(flows_read) `flows read`,
                  sum(quarantined) quarantined, sum(duplicates) duplicates, sum(lost) lost, sum(packets) packets,
                  sum(bytes) bytes,
                  if(sum(records) = sum(flows_read) + sum(quarantined) + sum(duplicates), 'yes', 'NO') `adds up`
                from ingested_files group by domain order by domain
                """);
    }

    private void traffic(HtmlPage page) {
        page.section("Traffic over time, by label");
        page.remark(
                "Flow records per hour (UTC), logarithmic. Where an export format has no room for a label, it is taken from"
                        + " the simulation's truth file, by source file and record number.");
        Map<String, Map<String, Map<Date, Double>>> hourly = hourlyFlows();
        hourly.forEach((domain, byLabel) -> {
            page.paragraph(domain);
            page.picture(Charts.overTime("flows per hour", byLabel));
            page.table(List.of("label", "flows"), totals(byLabel));
        });
    }

    /** Flow records by domain, label and hour. */
    private Map<String, Map<String, Map<Date, Double>>> hourlyFlows() {
        Map<String, Map<String, Map<Date, Double>>> hourly = new TreeMap<>();
        List<Row> rows = rows(
                """
                select domain, coalesce(flows.label, truth.label, 'unlabelled') label, date_trunc('hour', flow_start) hour,
                  count(*) flows
                from flows left join truth on source_file = path and source_record = record
                where flow_start is not null group by 1, 2, 3
                """);
        for (Row row : rows) {
            hourly.computeIfAbsent(row.getString(0), domain -> new TreeMap<>())
                    .computeIfAbsent(row.getString(1), label -> new TreeMap<>())
                    .put(new Date(row.getTimestamp(2).getTime()), (double) row.getLong(3));
        }
        return hourly;
    }

    private static List<List<Object>> totals(Map<String, Map<Date, Double>> byLabel) {
        List<List<Object>> totals = new ArrayList<>();
        byLabel.forEach((label, hours) -> totals.add(List.of(
                label, (long) hours.values().stream().mapToDouble(v -> v).sum())));
        return totals;
    }

    private void topTalkers(HtmlPage page) {
        page.section("Top talkers");
        page.remark(
                "The five hosts of each network with the most bytes, sent and received, as exported (sampled counts are"
                        + " not scaled).");
        table(
                page,
                """
                with sides as (
                  select domain, source_address host, bytes + coalesce(reverse_bytes, 0) bytes,
                    packets + coalesce(reverse_packets, 0) packets from flows
                  union all
                  select domain, destination_address, bytes + coalesce(reverse_bytes, 0),
                    packets + coalesce(reverse_packets, 0) from flows),
                hosts as (select domain, host, sum(bytes) bytes, sum(packets) packets, count(*) flows from sides group by 1, 2),
                ranked as (select *, row_number() over (partition by domain order by bytes desc, host) place from hosts)
                select domain, host, flows, packets, bytes from ranked where place <= 5 order by domain, bytes desc
                """);
    }

    private void degrees(HtmlPage page) {
        page.section("Degree distribution");
        page.remark(
                "Hosts of a window by the number of distinct hosts they send flows to or receive flows from; both axes logarithmic.");
        Map<String, List<double[]>> points = new TreeMap<>();
        List<Row> rows = rows(
                "select domain, degree, count(*) hosts from graph_degrees where degree > 0 group by 1, 2 order by 1, 2");
        for (Row row : rows) {
            points.computeIfAbsent(row.getString(0), domain -> new ArrayList<>())
                    .add(new double[] {row.getLong(1), row.getLong(2)});
        }
        page.picture(Charts.logLog("peers of a host in a window", "hosts", points));
    }

    private void motifs(HtmlPage page) {
        page.section("Motifs of the flow graph");
        page.remark("Per network, over all windows and distinct host pairs.");
        table(page, "select domain, motif, sum(occurrences) occurrences from graph_motifs group by 1, 2 order by 1, 2");
    }

    private void quarantine(HtmlPage page) {
        page.section("Quarantine");
        List<Row> rows = rows(
                """
                select domain, reason, count(*) entries, min(source_file) `first file`
                from quarantine group by 1, 2 order by 3 desc limit 20
                """);
        if (rows.isEmpty()) {
            page.paragraph("Nothing had to be quarantined.");
        } else {
            page.table(header(rows.get(0)), cells(rows));
        }
    }

    private void table(HtmlPage page, String query) {
        List<Row> rows = rows(query);
        page.table(rows.isEmpty() ? List.of() : header(rows.get(0)), cells(rows));
    }

    private List<Row> rows(String query) {
        return spark.sql(query).collectAsList();
    }

    private static List<String> header(Row row) {
        return List.of(row.schema().fieldNames());
    }

    private static List<List<Object>> cells(List<Row> rows) {
        List<List<Object>> cells = new ArrayList<>();
        for (Row row : rows) {
            List<Object> line = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                line.add(row.get(i));
            }
            cells.add(Collections.unmodifiableList(line));
        }
        return cells;
    }
}
