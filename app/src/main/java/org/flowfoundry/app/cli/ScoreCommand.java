package org.flowfoundry.app.cli;

import org.flowfoundry.training.score.ScoreJob;
import org.flowfoundry.training.score.ScoreOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "score",
        description = "host_series to scores: how surprising each host window is to a model, and what it takes it for.")
final class ScoreCommand implements Command {

    @Mixin
    CommonOptions common;

    @Mixin
    LakeOption lake;

    @Mixin
    RangeOptions where;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "The model: NAME, NAME:v3, NAME:promoted or NAME:latest.")
    String model;

    @Override
    public Outcome run(CommandContext context) {
        ScoreOptions options = new ScoreOptions(lake.uri, model, where.range());
        return Outcome.ok(ScoreJob.run(context.spark(), options, context.progress()));
    }
}
