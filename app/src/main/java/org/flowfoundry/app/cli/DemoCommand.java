package org.flowfoundry.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.flowfoundry.app.demo.Demo;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "demo",
        description =
                "The whole pipeline on built-in sample networks, ending in a report: simulate, ingest, features, graph,"
                        + " models, what few labels are worth, and synthetic flows.")
final class DemoCommand implements Command {

    @Mixin
    CommonOptions common;

    @Mixin
    SimulatedTime time;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "flowfoundry-demo",
            description =
                    "Folder for exports, lake and report; an earlier demo there is replaced. Default: ${DEFAULT-VALUE}.")
    Path output;

    @Override
    public Outcome run(CommandContext context) throws IOException {
        return Outcome.ok(Demo.run(context.spark(), output, time.hours, time.seed, context.progress()));
    }
}
