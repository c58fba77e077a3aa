package org.flowfoundry.app.cli;

import java.util.List;
import java.util.Set;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.evaluation.fidelity.FidelityJob;
import org.flowfoundry.evaluation.fidelity.FidelityOptions;
import org.flowfoundry.evaluation.fidelity.SyntheticFlows;
import org.flowfoundry.generation.flow.GeneratorTerms;
import org.flowfoundry.training.record.RecordSplit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "fidelity",
        sortOptions = false,
        description =
                "How far synthetic traffic is from real traffic, what it is good for and what it gives away, beside"
                        + " simple makers of records; to fidelity and a report.")
final class FidelityCommand implements Command {

    private static final double HELD_OUT = 0.2;

    @Mixin
    CommonOptions common;

    @Mixin
    LakeOption lake;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "flows",
            description = "What was generated: flows. Default: ${DEFAULT-VALUE}.")
    String kind;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "The network. Default: the only one that has synthetic flows.")
    String domain;

    @Option(
            names = "--generator",
            paramLabel = "NAME[:VERSION]",
            description = "Only what this generator made. Default: all synthetic flows of the network.")
    String generator;

    @Option(names = "--run", paramLabel = "ID", description = "Only what this run made.")
    String run;

    @Option(
            names = "--hold-out",
            paramLabel = "SHARE",
            description =
                    "Share of the real flows that the generator did not learn from. Default: as --generator says.")
    Double heldOut;

    @Option(
            names = "--hold-out-seed",
            paramLabel = "SEED",
            defaultValue = "1",
            description = "What drew that share. Default: ${DEFAULT-VALUE}.")
    long heldOutSeed;

    @Option(
            names = "--class",
            paramLabel = "FIELD",
            description =
                    "The field that classifiers learn to tell; none = they learn nothing, which is faster. Default: label,"
                            + " where flows have at least two.")
    String classField;

    @Option(
            names = "--withhold",
            paramLabel = "FIELD",
            split = ",",
            description = "Fields to leave out, with commas between, such as source_port or attributes.Attack.")
    List<String> withheld = List.of();

    @Option(names = "--distinct", description = "Count real flows that are the same in all fields once.")
    boolean isDistinct;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Records compared of each, training, held-out and synthetic. Default: ${DEFAULT-VALUE}.")
    int records;

    @Option(
            names = "--without-baselines",
            description = "Leave out copy, independent columns, Chow-Liu tree, Markov chain and SMOTE: much faster.")
    boolean withoutBaselines;

    @Option(names = "--report", paramLabel = "DIR", description = "Folder for index.html and results.json.")
    String report;

    @Option(names = "--seed", defaultValue = "1", description = "Draws all samples. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Override
    public Outcome run(CommandContext context) {
        FidelityOptions options = new FidelityOptions(
                lake.uri,
                kind,
                domain,
                SyntheticFlows.of(generator, run),
                real(context),
                records,
                !withoutBaselines,
                seed,
                new FidelityOptions.Output(report, context.invocation()));
        return Outcome.ok(FidelityJob.run(context.spark(), options, context.progress()));
    }

    /** As the generator learned, unless it is said, or the flows may be of any. */
    private FidelityOptions.Real real(CommandContext context) {
        Set<String> without = Set.copyOf(withheld);
        if (heldOut != null || generator == null) {
            RecordSplit split = new RecordSplit(heldOut == null ? HELD_OUT : heldOut, heldOutSeed);
            return new FidelityOptions.Real(split, List.of(), without, classField, isDistinct);
        }
        GeneratorTerms terms = GeneratorTerms.of(Lake.open(context.spark(), lake.uri), generator);
        return new FidelityOptions.Real(
                terms.split(), terms.fields(), without, classField, isDistinct || terms.isDistinct());
    }
}
