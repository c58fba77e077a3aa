package org.flowfoundry.app.cli;

import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.training.pretrain.GraphPretrainOptions;
import org.flowfoundry.training.pretrain.PretrainJob;
import org.flowfoundry.training.pretrain.PretrainOptions;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.pretrain.PretrainRequest;
import org.flowfoundry.training.sequence.Split;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "pretrain",
        sortOptions = false,
        description =
                "host_series to a generative model of what hosts do next, or flows to a graph network (--model gnn), without"
                        + " labels; registered under --name.")
final class PretrainCommand implements Command {

    private static final int SERIES_BATCH = 32;
    private static final double SERIES_EPOCHS = 12;
    private static final int GRAPH_BATCH = 2;
    private static final double GRAPH_EPOCHS = 36;

    @Mixin
    CommonOptions common;

    @Mixin
    LakeOption lake;

    @Mixin
    RangeOptions where;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Model to register a version of.")
    String name;

    @Mixin
    ModelOptions model;

    @Mixin
    GraphModelOptions graph;

    @Option(
            names = "--test-from",
            paramLabel = "TIME",
            description =
                    "Windows and flows from this time on are never seen, e.g. 2026-06-02T00:00:00Z. Default: no such time.")
    String testFrom;

    @Option(
            names = "--test-hosts",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Hosts that are never seen, so that the model can be judged. Default: ${DEFAULT-VALUE}.")
    double testHosts;

    @Option(
            names = "--validation-hosts",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "Hosts that training is watched with. Default: ${DEFAULT-VALUE}.")
    double validationHosts;

    @Option(
            names = "--split-seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "Draws these hosts. Default: ${DEFAULT-VALUE}.")
    long splitSeed;

    @Option(
            names = "--shards",
            paramLabel = "N",
            defaultValue = "0",
            description = "Files of training data, at least one per worker. Default: eight per worker.")
    int shards;

    @Mixin
    PlanOptions plan;

    @Option(names = "--resume", description = "Go on with a training of this name; begin one where there is none.")
    boolean resume;

    @Option(names = "--restart", description = "Throw away a training of this name that did not come to its end.")
    boolean restart;

    @Override
    public Outcome run(CommandContext context) {
        if (resume && restart) {
            throw new UsageException("--resume and --restart exclude each other. Give one of them.");
        }
        PretrainRequest request = model.network == ModelOptions.Network.GNN ? ofFlows() : ofSeries();
        return Outcome.ok(PretrainJob.run(context.spark(), request, context.progress()));
    }

    private PretrainRequest ofSeries() {
        return new PretrainOptions(
                lake.uri,
                where.range(),
                name,
                model.config(),
                new PretrainOptions.Data(model.features(), model.bins, split(), shards),
                model.targets(),
                plan.plan(SERIES_BATCH, SERIES_EPOCHS),
                begin());
    }

    private PretrainRequest ofFlows() {
        return new GraphPretrainOptions(
                lake.uri,
                where.range(),
                name,
                model.graphConfig(graph),
                graph.data(split(), shards),
                graph.rule(),
                graph.weights(),
                plan.plan(GRAPH_BATCH, GRAPH_EPOCHS),
                graph.continued,
                begin());
    }

    private Split split() {
        return new Split(testFrom, testHosts, validationHosts, splitSeed);
    }

    private Begin begin() {
        return resume ? Begin.RESUME : restart ? Begin.RESTART : Begin.NEW;
    }
}
