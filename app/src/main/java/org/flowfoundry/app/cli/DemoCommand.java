package org.flowfoundry.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.flowfoundry.app.demo.Demo;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "demo",
        description = "The whole pipeline on built-in sample networks, ending in a report: simulate, ingest, features, graph.")
final class DemoCommand implements Command {

    @Mixin
    CommonOptions common;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "flowfoundry-demo",
            description = "Folder for exports, lake and report; an earlier demo there is replaced. Default: ${DEFAULT-VALUE}.")
    Path output;

    @Option(
            names = "--hours",
            paramLabel = "H",
            defaultValue = "24",
            description = "Simulated hours. Default: ${DEFAULT-VALUE}.")
    int hours;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of all random draws. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Override
    public Outcome run(CommandContext context) throws IOException {
        return Outcome.ok(Demo.run(context.spark(), output, hours, seed, context.progress()));
    }
}
