package org.flowfoundry.evaluation;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.method.Methods;
import org.flowfoundry.evaluation.network.Networks;
import org.flowfoundry.evaluation.protocol.FlowEmbedding;
import org.flowfoundry.evaluation.report.Evaluation;
import org.flowfoundry.evaluation.report.EvaluationsTable;
import org.flowfoundry.evaluation.report.Reports;
import org.flowfoundry.evaluation.report.Study;
import org.flowfoundry.evaluation.task.Task;

/**
 * Few-shot evaluation: methods learn from the same few labels of a domain, and are tested on the same rows of it. Tasks are
 * run one after the other; what came out is written once all are done, so a run that fails has written nothing.
 */
public final class EvaluateJob {

    private EvaluateJob() {}

    /** With the methods, and the networks of the lake's registry, that the options name. */
    public static EvaluateResult run(SparkSession spark, EvaluateOptions options, Progress progress) {
        List<String> baselines =
                Methods.ownOfEvaluation().stream().map(FewShotMethod::name).toList();
        List<String> models = options.methods().stream()
                .filter(name -> !baselines.contains(name))
                .toList();
        if (models.isEmpty() && options.fineTune()) {
            throw EvaluationErrors.nothingToFineTune();
        }
        if (models.isEmpty()) {
            return run(spark, options, List.of(), progress);
        }
        Lake lake = Lake.open(spark, options.lake());
        List<FlowEmbedding> networks = Networks.named(spark, lake, models, baselines, options.seed());
        List<String> named = new ArrayList<>(options.methods());
        named.removeAll(models);
        List<FewShotMethod> asked = Methods.named(Methods.ownOfEvaluation(), named);
        List<String> names = Stream.concat(asked.stream(), ofNetworks(networks, options.fineTune()))
                .map(FewShotMethod::name)
                .toList();
        return run(spark, options.withMethods(names), networks, progress);
    }

    /**
     * With networks, too.
     *
     * @param networks pre-trained ones and untrained copies of them
     */
    public static EvaluateResult run(
            SparkSession spark, EvaluateOptions options, List<FlowEmbedding> networks, Progress progress) {
        Lake lake = Lake.open(spark, options.lake());
        List<FewShotMethod> methods = Methods.named(all(networks, options.fineTune()), options.methods());
        List<String> domains = domains(lake, options);
        Reports reports =
                Reports.open(spark, options.output().report(), options.output().results());
        TaskRun run = new TaskRun(lake, options, networks, progress);
        List<Evaluation> evaluations = new ArrayList<>();
        for (Task task : options.tasks()) {
            evaluations.add(run.run(task, methods, domains));
        }
        if (evaluations.stream().allMatch(one -> one.domains().isEmpty())) {
            throw EvaluationErrors.nothingToEvaluate(
                    options.tasks().stream().map(Task::name).toList());
        }
        progress.stage("writing");
        Study study = new Study(evaluations, options.output().command(), LocalDate.now(ZoneOffset.UTC));
        evaluations.stream()
                .filter(one -> !one.domains().isEmpty())
                .forEach(one -> EvaluationsTable.write(lake, one, study.day()));
        reports.write(study);
        return new EvaluateResult(
                study, options.output().report(), options.output().results());
    }

    private static List<FewShotMethod> all(List<FlowEmbedding> networks, boolean fineTune) {
        return Stream.concat(Methods.ownOfEvaluation().stream(), ofNetworks(networks, fineTune))
                .toList();
    }

    private static Stream<FewShotMethod> ofNetworks(List<FlowEmbedding> networks, boolean fineTune) {
        return networks.stream()
                .flatMap(network -> Stream.concat(
                        Methods.of(network.name(), network.isTrained() ? Role.MODEL : Role.UNTRAINED).stream(),
                        fineTune ? FineTuning.methods(network) : Stream.empty()));
    }

    /** Those asked for, else all; in order. */
    private static List<String> domains(Lake lake, EvaluateOptions options) {
        List<String> there = domains(lake, new PartitionRange(options.domains(), null, null));
        List<String> missing = options.domains().stream()
                .filter(domain -> !there.contains(domain))
                .toList();
        if (there.isEmpty() || !missing.isEmpty()) {
            throw EvaluationErrors.noFlows(lake.uri(), missing, domains(lake, PartitionRange.ALL));
        }
        return there;
    }

    private static List<String> domains(Lake lake, PartitionRange range) {
        return lake.read(IngestTables.FLOWS, range).select("domain").distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }
}
