package org.flowfoundry.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.evaluation.method.Draw;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.metric.Outcome;
import org.flowfoundry.evaluation.metric.Outcomes;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.protocol.FlowEmbedding;
import org.flowfoundry.evaluation.protocol.PreparedDomain;
import org.flowfoundry.evaluation.protocol.Protocol;
import org.flowfoundry.evaluation.protocol.RowViews;
import org.flowfoundry.evaluation.report.Evaluation;
import org.flowfoundry.evaluation.task.Task;

/**
 * One task of a run. Domains are prepared one after the other, each by Spark; then every draw of labels of every domain is a
 * task of its own, which holds one domain's rows.
 */
final class TaskRun {

    private final Lake lake;
    private final EvaluateOptions options;
    private final List<FlowEmbedding> networks;
    private final Progress progress;

    TaskRun(Lake lake, EvaluateOptions options, List<FlowEmbedding> networks, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.networks = networks;
        this.progress = progress;
    }

    /** All that came out; without domains where none could be evaluated. */
    Evaluation run(Task task, List<FewShotMethod> methods, List<String> names) {
        List<PreparedDomain> prepared = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (String name : names) {
            progress.stage("preparing " + name + " for " + task.name());
            prepare(task, name, prepared, leftOut);
        }
        progress.stage("encoding flows");
        List<DomainData> domains = RowViews.add(
                lake.spark(),
                prepared.stream().map(PreparedDomain::data).toList(),
                methods.stream().flatMap(method -> method.views().stream()).collect(Collectors.toSet()),
                options.seed());
        progress.stage("learning and testing " + task.name());
        List<FewShotMethod> atDriver =
                methods.stream().filter(FewShotMethod::runsAtDriver).toList();
        List<FewShotMethod> inTasks =
                methods.stream().filter(method -> !method.runsAtDriver()).toList();
        List<Outcome> all = new ArrayList<>(outcomes(inTasks, domains));
        if (!atDriver.isEmpty()) {
            cells(domains)
                    .forEach(cell -> all.addAll(outcomes(cell, domains.get(cell.domain()), atDriver, options.seed())));
        }
        if (options.fineTune()) {
            for (int i = 0; i < domains.size(); i++) {
                all.addAll(fineTuned(prepared.get(i).with(domains.get(i)), methods));
            }
        }
        return Evaluation.of(
                task,
                options.shots(),
                options.draws(),
                options.seed(),
                methods,
                domains.stream().map(DomainData::withoutRows).toList(),
                leftOut,
                new Outcomes(all));
    }

    private List<Outcome> fineTuned(PreparedDomain domain, List<FewShotMethod> methods) {
        FineTuning tuning =
                new FineTuning(JavaSparkContext.fromSparkContext(lake.spark().sparkContext()), options);
        List<Outcome> outcomes = new ArrayList<>();
        for (FlowEmbedding network :
                networks.stream().filter(FineTuning::isTuned).toList()) {
            progress.stage(
                    "fine-tuning " + network.name() + " for " + domain.data().domain());
            outcomes.addAll(tuning.outcomes(network, domain, methods));
        }
        return outcomes;
    }

    /** Adds a domain; one that cannot be evaluated is only noted, unless the run is for it. */
    private void prepare(Task task, String domain, List<PreparedDomain> domains, List<String> leftOut) {
        Dataset<Row> flows = lake.read(IngestTables.FLOWS, new PartitionRange(List.of(domain), null, null));
        try {
            domains.add(Protocol.prepare(flows, domain, task, options.split(), options.seed(), networks));
        } catch (UserException e) {
            if (e instanceof LeakException || options.insistsOn(domain)) {
                throw e;
            }
            leftOut.add(e.getMessage());
            progress.note("Left out: " + e.getMessage());
        }
    }

    private List<Outcome> outcomes(List<FewShotMethod> methods, List<DomainData> domains) {
        List<Cell> cells = cells(domains);
        if (cells.isEmpty()) {
            return List.of();
        }
        JavaSparkContext context =
                JavaSparkContext.fromSparkContext(lake.spark().sparkContext());
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

    private List<Cell> cells(List<DomainData> domains) {
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
            if (method.worksWith(data::has)) {
                outcomes.add(new Outcome(data.domain(), method.name(), cell.shots(), cell.draw(), draw.scores(method)));
            }
        }
        return outcomes;
    }
}
