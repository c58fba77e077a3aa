package org.flowfoundry.app.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.training.score.ForecastJob;
import org.flowfoundry.training.score.ForecastOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "forecast",
        sortOptions = false,
        description = "host_series to forecasts: the next windows of each host, by futures drawn from a model.")
final class ForecastCommand implements Command {

    @Mixin
    CommonOptions common;

    @Mixin
    LakeOption lake;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "Only this network; may be given again. Default: all.")
    List<String> domains = List.of();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "The model: NAME, NAME:v3, NAME:promoted or NAME:latest.")
    String model;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "What is taken for now, e.g. 2026-06-02T12:00:00Z. Default: the end of the last window.")
    String at;

    @Option(
            names = "--horizon",
            paramLabel = "H",
            defaultValue = "12",
            description = "Windows ahead. Default: ${DEFAULT-VALUE}.")
    int horizon;

    @Option(
            names = "--feature",
            paramLabel = "COLUMN",
            description = "Column of host_series to forecast; may be given again. Default: bytes and flows, both ways.")
    List<String> features = List.of();

    @Option(
            names = "--samples",
            paramLabel = "S",
            defaultValue = "100",
            description = "Futures drawn per host. Default: ${DEFAULT-VALUE}.")
    int samples;

    @Option(
            names = "--least-windows",
            paramLabel = "N",
            defaultValue = "3",
            description = "Leave out hosts with fewer windows in the two days before. Default: ${DEFAULT-VALUE}.")
    int leastWindows;

    @Option(names = "--seed", defaultValue = "1", description = "Draws the futures. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Override
    public Outcome run(CommandContext context) {
        ForecastOptions options =
                new ForecastOptions(lake.uri, model, domains, time(), horizon, samples, features, leastWindows, seed);
        return Outcome.ok(ForecastJob.run(context.spark(), options, context.progress()));
    }

    private Instant time() {
        try {
            return at == null ? null : Instant.parse(at);
        } catch (DateTimeException e) {
            throw new UsageException("--at is '" + at + "', which is no time. Write it like 2026-06-02T12:00:00Z.");
        }
    }
}
