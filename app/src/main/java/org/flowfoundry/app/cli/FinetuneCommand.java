package org.flowfoundry.app.cli;

import java.util.Locale;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.adapt.FinetuneJob;
import org.flowfoundry.training.adapt.FinetuneOptions;
import org.flowfoundry.training.adapt.FinetuneOptions.Mode;
import org.flowfoundry.training.adapt.Shots;
import org.flowfoundry.training.adapt.Task;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "finetune",
        sortOptions = false,
        description = "A pre-trained model and a few labels to a model that decides; registered under --name.")
final class FinetuneCommand implements Command {

    @Mixin
    CommonOptions common;

    @Mixin
    LakeOption lake;

    @Mixin
    RangeOptions where;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "MODEL",
            description = "The pre-trained model: NAME, NAME:v3, NAME:promoted or NAME:latest.")
    String from;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Model to register a version of.")
    String name;

    @Option(
            names = "--task",
            required = true,
            paramLabel = "TASK",
            description =
                    "ddos, scan or anomaly (by the flows' labels), congestion (by the series itself), or a column of"
                            + " --labels, such as host-class.")
    String task;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "CSV with header, or Parquet: columns host and the task's, and domain and window_start if need be.")
    String labels;

    @Option(
            names = "--shots",
            paramLabel = "K",
            defaultValue = "all",
            description =
                    "Labelled host windows per class: a number, or all (of at most 10,000). Default: ${DEFAULT-VALUE}.")
    String shots;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "head",
            description =
                    "What is trained: ${COMPLETION-CANDIDATES} (low-rank adapters, all weights). Default: ${DEFAULT-VALUE}.")
    Mode mode;

    @Option(
            names = "--prior",
            paramLabel = "G",
            description = "How far decisions follow the mix of classes that unlabelled windows show, 0 (off) to 1."
                    + " Default: by the labels per class, 0.08 with 1, 0.25 with 5, towards 0.5 with many.")
    Double prior;

    @Option(names = "--seed", defaultValue = "1", description = "Draws the labels. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Override
    public Outcome run(CommandContext context) {
        FinetuneOptions options = FinetuneOptions.of(
                lake.uri, from, name, Task.named(task), labels, where.range(), numberOfShots(), mode, seed);
        return Outcome.ok(FinetuneJob.run(
                context.spark(), prior == null ? options : options.withPrior(prior), context.progress()));
    }

    private int numberOfShots() {
        if (shots.toLowerCase(Locale.ROOT).equals("all")) {
            return Shots.ALL;
        }
        try {
            int number = Integer.parseInt(shots);
            TrainingErrors.requireRange("shots", number, 1, Shots.MOST);
            return number;
        } catch (NumberFormatException e) {
            throw new UsageException("--shots is '" + shots + "': give a number from 1 to " + Shots.MOST + ", or all.");
        }
    }
}
