package org.flowfoundry.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that every command has. They are read by {@link CommandLineApp}. */
final class CommonOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "HOCON file with settings: COMMAND.OPTION = VALUE, or OPTION = VALUE for every command that has it."
                    + " The command line goes first.")
    Path config;

    @Option(names = "--debug", description = "Print the stack trace of an error.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help and exit.")
    boolean help;
}
