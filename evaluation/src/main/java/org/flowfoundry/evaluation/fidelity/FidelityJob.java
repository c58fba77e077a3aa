package org.flowfoundry.evaluation.fidelity;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.evaluation.fidelity.metric.Measure;
import org.flowfoundry.evaluation.fidelity.metric.RealRecords;
import org.flowfoundry.evaluation.fidelity.network.NetworkOrigin;
import org.flowfoundry.evaluation.fidelity.network.Networks;
import org.flowfoundry.evaluation.fidelity.report.Compared;
import org.flowfoundry.evaluation.fidelity.report.FidelityReport;
import org.flowfoundry.evaluation.fidelity.report.FidelityStudy;
import org.flowfoundry.evaluation.fidelity.report.FidelityTable;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordTable;

/** Compares the synthetic flows of a domain with its real ones, beside what simple makers of records come to. */
public final class FidelityJob {

    private static final int FEWEST = 20;
    private static final int MOST_CLASSES = 50;
    private static final String LABEL = "label";

    private final SparkSession spark;
    private final FidelityOptions options;
    private final Progress progress;
    private final Lake lake;
    private final String domain;
    private final List<String> notes = new ArrayList<>();

    private FidelityJob(SparkSession spark, FidelityOptions options, Progress progress) {
        this.spark = spark;
        this.options = options;
        this.progress = progress;
        this.lake = Lake.open(spark, options.lake());
        this.domain = options.synthetic().domain(lake, options.domain());
    }

    /** Compares, and writes what came out once all is done. */
    public static FidelityResult run(SparkSession spark, FidelityOptions options, Progress progress) {
        FidelityJob job = new FidelityJob(spark, options, progress);
        Dataset<Row> real = job.real();
        Dataset<Row> synthetic = options.synthetic().read(job.lake, job.domain);
        FidelityReport report = FidelityReport.open(spark, options.output().report());
        FidelityStudy study = job.study(real, synthetic);
        progress.stage("writing");
        FidelityTable.write(job.lake, study);
        report.write(study);
        return new FidelityResult(study, options.output().report());
    }

    private Dataset<Row> real() {
        Dataset<Row> flows = lake.read(IngestTables.FLOWS, new PartitionRange(List.of(domain), null, null));
        if (flows.isEmpty()) {
            List<String> there = lake.read(IngestTables.FLOWS).select("domain").distinct().collectAsList().stream()
                    .map(row -> row.getString(0))
                    .toList();
            throw EvaluationErrors.noFlows(lake.uri(), List.of(domain), there);
        }
        return flows;
    }

    private FidelityStudy study(Dataset<Row> flows, Dataset<Row> syntheticFlows) {
        progress.stage("sampling");
        FlowSamples samples = new FlowSamples(flows, options.real(), options.seed());
        RecordTable training = enough("training", samples.real(false, options.records()));
        RecordTable heldOut = enough("held-out", samples.real(true, options.records()));
        int mixed = Math.max(options.records(), RealRecords.mostMixed());
        RecordTable synthetic = enough("synthetic", samples.synthetic(syntheticFlows, mixed));
        RealRecords real = withClasses(training, heldOut);
        RecordTable judged = first(synthetic, Math.min(options.records(), training.rows()));
        progress.stage("comparing records");
        List<Compared> compared = new Comparison(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()), options.records(), options.seed())
                .of(real, synthetic, options.baselines());
        progress.stage("looking for copies");
        List<Measure> copies =
                new CopyScan(judged, samples.fields(), options.real().split().heldOut()).of(samples.records());
        progress.stage("comparing networks");
        Networks networks = Networks.of(flows, syntheticFlows, options.baselines(), options.seed());
        return new FidelityStudy(
                domain,
                options.synthetic().key(),
                real,
                judged,
                completed(compared, networks, copies),
                networks,
                new FidelityStudy.Setting(
                        options.real().split().heldOut(),
                        options.real().isDistinct(),
                        options.seed(),
                        options.output().command(),
                        LocalDate.now(ZoneOffset.UTC)),
                notes);
    }

    /** With what was measured of whole tables; baselines that are networks only come before the synthetic flows. */
    private static List<Compared> completed(List<Compared> records, Networks networks, List<Measure> copies) {
        List<Compared> all = new ArrayList<>();
        for (Compared one : records) {
            if (one.name().equals(Compared.SYNTHETIC)) {
                networks.compared().keySet().stream()
                        .filter(NetworkOrigin::isBaseline)
                        .map(origin -> new Compared(origin.method(), origin.words(), networks.measures(origin)))
                        .forEach(all::add);
            }
            all.add(
                    switch (one.name()) {
                        case Compared.REAL -> one.with(networks.measures(NetworkOrigin.OTHER_REAL));
                        case Compared.SYNTHETIC -> one.with(copies).with(networks.measures(NetworkOrigin.SYNTHETIC));
                        default -> one;
                    });
        }
        return all;
    }

    private RecordTable enough(String what, RecordTable records) {
        if (records.rows() < FEWEST) {
            throw EvaluationErrors.tooFewRecords(domain, what, records.rows(), FEWEST);
        }
        return records;
    }

    /** A class that was asked for must be one; the label need not. */
    private RealRecords withClasses(RecordTable training, RecordTable heldOut) {
        String asked = options.real().classField();
        if (FidelityOptions.NO_CLASS.equals(asked)) {
            return new RealRecords(training, heldOut, null);
        }
        String field = asked == null ? LABEL : asked;
        int at = training.indexOf(field);
        if (at < 0 && asked != null) {
            throw EvaluationErrors.unknownField("--class", field, names(training, false));
        }
        if (at >= 0 && training.fields().get(at).isNumber()) {
            throw EvaluationErrors.classIsANumber(field, names(training, true));
        }
        RealRecords real = new RealRecords(training, heldOut, at < 0 ? null : field);
        Set<String> classes = at < 0 ? Set.of() : real.classes();
        if (classes.size() >= 2 && classes.size() <= MOST_CLASSES) {
            return real;
        }
        if (asked != null) {
            throw EvaluationErrors.notTwoClasses(domain, field, classes);
        }
        String note = "Nothing was learned from the flows: field " + field + " has " + classes.size()
                + " classes in them, and classifiers need 2 to " + MOST_CLASSES + ". Name a field with --class.";
        notes.add(note);
        progress.note(note);
        return new RealRecords(training, heldOut, null);
    }

    private static List<String> names(RecordTable table, boolean onlyNames) {
        return table.fields().stream()
                .filter(field -> !onlyNames || !field.isNumber())
                .map(RecordField::name)
                .toList();
    }

    private static RecordTable first(RecordTable table, int rows) {
        return table.select(IntStream.range(0, Math.min(rows, table.rows())).toArray());
    }
}
