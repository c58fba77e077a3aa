package org.flowfoundry.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.evaluation.method.Draw;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.method.Methods;
import org.flowfoundry.evaluation.metric.Outcome;
import org.flowfoundry.evaluation.metric.Outcomes;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.protocol.FlowEmbedding;
import org.flowfoundry.evaluation.protocol.Protocol;
import org.flowfoundry.evaluation.protocol.RowViews;
import org.flowfoundry.evaluation.report.Evaluation;
import org.flowfoundry.evaluation.report.EvaluationReport;
import org.flowfoundry.evaluation.report.EvaluationsTable;

/**
 * Few-shot evaluation: methods learn from the same few labels of a domain, and are tested on the same rows of it.
 *
 * <p>Domains are prepared one after the other, each by Spark; then every draw of labels of every domain is a task of its own,
 * which holds one domain's rows.
 */
public final class EvaluateJob {

    private EvaluateJob() {}

    /** With the baselines alone. */
    public static EvaluateResult run(SparkSession spark, EvaluateOptions options, Progress progress) {
        return run(spark, options, List.of(), progress);
    }

    /**
     * With networks, too.
     *
     * @param networks pre-trained ones and untrained copies of them
     */
    public static EvaluateResult run(
            SparkSession spark, EvaluateOptions options, List<FlowEmbedding> networks, Progress progress) {
        Lake lake = Lake.open(spark, options.lake());
        List<FewShotMethod> methods = Methods.named(all(networks), options.methods());
        List<DomainData> prepared = new ArrayList<>();
        for (String domain : domains(lake, options)) {
            progress.stage("preparing " + domain);
            prepare(lake, domain, options, networks, progress, prepared);
        }
        progress.stage("encoding flows");
        Set<String> views =
                methods.stream().flatMap(method -> method.views().stream()).collect(Collectors.toSet());
        List<DomainData> domains = RowViews.add(spark, prepared, views, options.seed());
        progress.stage("learning and testing");
        List<Outcome> all = new ArrayList<>(outcomes(
                spark,
                options,
                methods.stream().filter(method -> !method.runsAtDriver()).toList(),
                domains));
        List<FewShotMethod> atDriver =
                methods.stream().filter(FewShotMethod::runsAtDriver).toList();
        if (!atDriver.isEmpty()) {
            cells(options, domains)
                    .forEach(cell -> all.addAll(outcomes(cell, domains.get(cell.domain()), atDriver, options.seed())));
        }
        Outcomes outcomes = new Outcomes(all);
        Evaluation evaluation = Evaluation.of(
                options.task(), options.shots(), options.draws(), options.seed(), methods, domains, outcomes);
        progress.stage("writing");
        EvaluationsTable.write(lake, evaluation);
        if (options.report() != null) {
            EvaluationReport.write(spark, options.report(), evaluation);
        }
        return new EvaluateResult(evaluation, options.report());
    }

    private static List<FewShotMethod> all(List<FlowEmbedding> networks) {
        List<FewShotMethod> methods = new ArrayList<>(Methods.baselines());
        methods.addAll(Methods.encoders());
        networks.forEach(network ->
                methods.addAll(Methods.of(network.name(), network.isTrained() ? Role.MODEL : Role.UNTRAINED)));
        return methods;
    }

    /** Those asked for, else all; in order. */
    private static List<String> domains(Lake lake, EvaluateOptions options) {
        PartitionRange range = new PartitionRange(options.domains(), null, null);
        List<String> there = lake.read(IngestTables.FLOWS, range).select("domain").distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
        List<String> missing = options.domains().stream()
                .filter(domain -> !there.contains(domain))
                .toList();
        if (there.isEmpty() || !missing.isEmpty()) {
            throw EvaluationErrors.noFlows(lake.uri(), missing);
        }
        return there;
    }

    /** Adds a domain; one that cannot be evaluated is only noted where others are evaluated, too. */
    private static void prepare(
            Lake lake,
            String domain,
            EvaluateOptions options,
            List<FlowEmbedding> networks,
            Progress progress,
            List<DomainData> domains) {
        Dataset<Row> flows = lake.read(IngestTables.FLOWS, new PartitionRange(List.of(domain), null, null));
        try {
            domains.add(Protocol.prepare(flows, domain, options.task(), options.split(), options.seed(), networks));
        } catch (UserException e) {
            if (e instanceof LeakException || options.domains().contains(domain)) {
                throw e;
            }
            progress.note("Left out: " + e.getMessage());
        }
    }

    private static List<Outcome> outcomes(
            SparkSession spark, EvaluateOptions options, List<FewShotMethod> methods, List<DomainData> domains) {
        if (domains.isEmpty()) {
            throw EvaluationErrors.nothingToEvaluate(options.task().name());
        }
        List<Cell> cells = cells(options, domains);
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<List<DomainData>> shared = context.broadcast(List.copyOf(domains));
        long seed = options.seed();
        try {
            return context.parallelize(cells, cells.size())
                    .flatMap(cell -> outcomes(cell, shared.value().get(cell.domain()), methods, seed)
                            .iterator())
                    .collect();
        } finally {
            shared.destroy();
        }
    }

    private static List<Cell> cells(EvaluateOptions options, List<DomainData> domains) {
        List<Cell> cells = new ArrayList<>();
        // The largest numbers of labels first: they take longest.
        for (int i = options.shots().size() - 1; i >= 0; i--) {
            for (int draw = 0; draw < options.draws(); draw++) {
                for (int domain = 0; domain < domains.size(); domain++) {
                    cells.add(new Cell(domain, draw, options.shots().get(i)));
                }
            }
        }
        return cells;
    }

    private static List<Outcome> outcomes(Cell cell, DomainData data, List<FewShotMethod> methods, long seed) {
        Draw draw = new Draw(data, cell.draw(), cell.shots(), seed);
        List<Outcome> outcomes = new ArrayList<>();
        for (FewShotMethod method : methods) {
            if (method.views().stream().allMatch(data::has)) {
                outcomes.add(new Outcome(data.domain(), method.name(), cell.shots(), cell.draw(), draw.scores(method)));
            }
        }
        return outcomes;
    }
}
