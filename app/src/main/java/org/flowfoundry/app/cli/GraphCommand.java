package org.flowfoundry.app.cli;

import org.flowfoundry.features.GraphJob;
import org.flowfoundry.features.GraphOptions;
import org.flowfoundry.features.WindowLength;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "graph",
        description =
                "flows to flow_graph_vertices and flow_graph_edges, and the graphs' summaries per window: degrees,"
                        + " components, PageRank, communities, motifs.")
final class GraphCommand implements Command {

    @Mixin
    CommonOptions common;

    @Mixin
    LakeOption lake;

    @Mixin
    RangeOptions where;

    @Mixin
    WindowOptions windows;

    @Option(
            names = "--look-back",
            paramLabel = "K",
            defaultValue = "2",
            description = "Link a flow to so many flows before it of the same host. Default: ${DEFAULT-VALUE}.")
    int lookBack;

    @Option(
            names = "--max-gap",
            paramLabel = "SECONDS",
            description = "Link no flows whose starts lie further apart. Default: the window's length.")
    Long maxGap;

    @Option(
            names = "--star-threshold",
            paramLabel = "PEERS",
            defaultValue = "20",
            description = "So many distinct peers make a host a scan star, or a fan-in. Default: ${DEFAULT-VALUE}.")
    long starThreshold;

    @Override
    public Outcome run(CommandContext context) {
        WindowLength length = windows.length();
        long gap = maxGap == null ? length.seconds() : maxGap;
        GraphOptions options =
                new GraphOptions(lake.uri, where.range(), length, lookBack, gap, starThreshold, windows.format);
        return Outcome.ok(GraphJob.run(context.spark(), options, context.progress()));
    }
}
