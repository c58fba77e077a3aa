package org.flowfoundry.app.cli;

import picocli.CommandLine.Option;

/** How much is simulated, and from which seed: what simulate and demo share. */
final class SimulatedTime {

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
}
