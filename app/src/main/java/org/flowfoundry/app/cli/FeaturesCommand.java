package org.flowfoundry.app.cli;

import org.flowfoundry.features.FeatureOptions;
import org.flowfoundry.features.FeaturesJob;
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
    LakeOption lake;

    @Mixin
    RangeOptions where;

    @Mixin
    WindowOptions windows;

    @Option(
            names = "--long-flows",
            paramLabel = "RULE",
            defaultValue = "first",
            description = "Flows longer than a window: whole in their first window, or prorated over all they touch."
                    + " One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    LongFlows longFlows;

    @Override
    public Outcome run(CommandContext context) {
        FeatureOptions options =
                new FeatureOptions(lake.uri, where.range(), windows.length(), longFlows, windows.format);
        return Outcome.ok(FeaturesJob.run(context.spark(), options, context.progress()));
    }
}
