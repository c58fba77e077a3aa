package org.flowfoundry.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The command that holds all others. */
@CommandLine.Command(
        name = "flowfoundry",
        synopsisSubcommandLabel = "COMMAND",
        description = "Foundation models for NetFlow, on Apache Spark.",
        versionProvider = Version.class,
        footer = {
            "",
            "Progress goes to stderr; the last line of stdout is one JSON object. Exit codes: 0 done, 1 failed, 2 bad usage.",
            "The launcher also knows: flowfoundry test, flowfoundry benchmark NAME, --master URL, --conf KEY=VALUE."
        },
        subcommands = {
            DemoCommand.class,
            SimulateCommand.class,
            IngestCommand.class,
            FeaturesCommand.class,
            GraphCommand.class,
            PretrainCommand.class,
            FinetuneCommand.class,
            ScoreCommand.class,
            ForecastCommand.class,
            EvaluateCommand.class,
            GenerateCommand.class,
            FidelityCommand.class,
            ModelsCommand.class,
            ExportCommand.class,
            SqlCommand.class,
            DoctorCommand.class,
        })
final class FlowFoundry {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and exit.")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print versions and exit.")
    boolean version;
}
