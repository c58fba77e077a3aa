package org.flowfoundry.app.cli;

import java.nio.file.Path;
import java.util.Map;
import org.flowfoundry.app.sql.LakeQuery;
import org.flowfoundry.app.sql.RowFormat;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.lake.Lake;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@picocli.CommandLine.Command(
        name = "sql",
        description = "A query over the lake. Every table of the lake is a view by its own name.")
final class SqlCommand implements Command {

    @Mixin
    CommonOptions common;

    @Mixin
    LakeOption lake;

    @Option(names = "--csv", description = "Print rows as CSV (RFC 4180, with a header).")
    boolean csv;

    @Option(names = "--json", description = "Print rows as JSON, one object per line.")
    boolean json;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the rows to a file instead, so that stdout has the JSON line alone.")
    Path output;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Print at most so many rows; 0 = all. Default: ${DEFAULT-VALUE}.")
    long limit;

    @Parameters(paramLabel = "QUERY", description = "The query, e.g. \"select count(*) from flows\".")
    String query;

    @Override
    public Outcome run(CommandContext context) throws Exception {
        if (csv && json) {
            throw new UsageException("--csv and --json exclude each other. Give one of them.");
        }
        if (limit < 0) {
            throw new UsageException("--limit is " + limit + ", but must be 0 (all rows) or more.");
        }
        RowFormat format = csv ? RowFormat.CSV : json ? RowFormat.JSON : RowFormat.TABLE;
        long rows =
                new LakeQuery(Lake.open(context.spark(), lake.uri), query).print(format, limit, output, context.out());
        return Outcome.ok(Map.of("rows", rows));
    }
}
