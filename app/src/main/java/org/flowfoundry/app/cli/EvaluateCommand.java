package org.flowfoundry.app.cli;

import java.util.List;
import org.flowfoundry.evaluation.EvaluateJob;
import org.flowfoundry.evaluation.EvaluateOptions;
import org.flowfoundry.evaluation.protocol.SplitKind;
import org.flowfoundry.evaluation.task.Task;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "evaluate",
        sortOptions = false,
        description =
                "How well methods decide about labelled flows after seeing a few labels; to evaluations and a report.")
final class EvaluateCommand implements Command {

    @Mixin
    CommonOptions common;

    @Mixin
    LakeOption lake;

    @Option(
            names = "--task",
            required = true,
            split = ",",
            paramLabel = "TASK",
            description =
                    "intrusion (which attack), intrusion-binary, botnet, application or ddos; several with commas between.")
    List<String> tasks = List.of();

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "Only this network; may be given again. Default: all with labels.")
    List<String> domains = List.of();

    @Option(
            names = "--shots",
            paramLabel = "K",
            split = ",",
            defaultValue = "1,5,10,50,100",
            description = "Labels per class, with commas between. Default: ${DEFAULT-VALUE}.")
    List<Integer> shots;

    @Option(
            names = "--draws",
            defaultValue = "10",
            description = "Draws of labels, the same for all methods. Default: ${DEFAULT-VALUE}.")
    int draws;

    @Option(
            names = "--models",
            paramLabel = "NAME",
            split = ",",
            description = "Only these methods, with commas between, default: all; and registered models, such as"
                    + " NAME or NAME:v3, each beside an untrained copy of it.")
    List<String> models = List.of();

    @Option(
            names = "--fine-tune",
            description = "Train the networks themselves on the labels, too, and copies of them from scratch. Takes"
                    + " minutes per network and domain.")
    boolean fineTune;

    @Option(
            names = "--split",
            paramLabel = "HOW",
            defaultValue = "auto",
            description =
                    "What parts training and test flows: time, host, random, model (as the models' training was), or auto:"
                            + " model where a model knows the domain, else the strictest that is possible."
                            + " Default: ${DEFAULT-VALUE}.")
    String split;

    @Option(names = "--report", paramLabel = "DIR", description = "Folder for index.html and results.json.")
    String report;

    @Option(
            names = "--results",
            paramLabel = "FILE.md",
            description = "Page in Markdown, with its pictures in a folder of the same name beside it.")
    String results;

    @Option(names = "--seed", defaultValue = "1", description = "Draws flows and labels. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Override
    public Outcome run(CommandContext context) {
        EvaluateOptions options = new EvaluateOptions(
                lake.uri,
                tasks.stream().map(Task::named).toList(),
                domains,
                shots,
                draws,
                models,
                fineTune,
                SplitKind.named(split),
                new EvaluateOptions.Output(report, results, context.invocation()),
                seed);
        return Outcome.ok(EvaluateJob.run(context.spark(), options, context.progress()));
    }
}
