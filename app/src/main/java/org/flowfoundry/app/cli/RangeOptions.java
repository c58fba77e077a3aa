package org.flowfoundry.app.cli;

import java.util.List;
import org.flowfoundry.core.lake.PartitionRange;
import picocli.CommandLine.Option;

/** Which part of a lake a job works on: what every dated job shares. */
final class RangeOptions {

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "Only this network; may be given again. Default: all.")
    List<String> domains = List.of();

    @Option(
            names = "--date",
            paramLabel = "FROM[..TO]",
            description =
                    "Only these UTC days, YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD; exactly they are replaced. Default: all.")
    String dates;

    PartitionRange range() {
        return dates == null ? new PartitionRange(domains, null, null) : PartitionRange.of(domains, dates);
    }
}
