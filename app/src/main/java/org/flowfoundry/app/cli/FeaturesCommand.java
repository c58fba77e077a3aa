package org.flowfoundry.app.cli;

import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.features.FeatureOptions;
import org.flowfoundry.features.FeaturesJob;
import org.flowfoundry.features.WindowLength;
import org.flowfoundry.features.host.LongFlows;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "features",
        description = "flows to flow_features (a row per flow) and host_series (a row per host and window).")
final class FeaturesCommand implements Command {

    @Mixin
    CommonOptions common;

    @Mixin
    RangeOptions where;

    @Option(
            names = "--window",
            paramLabel = "LENGTH",
            defaultValue = "5m",
            description = "Length of a window, e.g. 30s, 5m, 1h. Default: ${DEFAULT-VALUE}.")
    String window;

    @Option(
            names = "--long-flows",
            paramLabel = "RULE",
            defaultValue = "first",
            description = "Flows longer than a window: whole in their first window, or prorated over all they touch."
                    + " One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    LongFlows longFlows;

    @Option(
            names = "--table-format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "How the tables are stored: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    TableFormat format;

    @Override
    public Outcome run(CommandContext context) {
        FeatureOptions options =
                new FeatureOptions(where.lake, where.range(), WindowLength.parse(window), longFlows, format);
        return Outcome.ok(FeaturesJob.run(context.spark(), options, context.progress()));
    }
}
