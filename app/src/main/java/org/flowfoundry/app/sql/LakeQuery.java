package org.flowfoundry.app.sql;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.DescribeColumn;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ShowColumns;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.catalyst.plans.logical.ShowViews;
import org.apache.spark.sql.execution.command.DescribeQueryCommand;
import org.apache.spark.sql.execution.command.ExplainCommand;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.lake.Lake;
import scala.Function1;
import scala.Option;
import scala.runtime.AbstractPartialFunction;

/** A query over the tables of a lake, each a view by its own name. It cannot change the lake. */
public final class LakeQuery {

    /** Statements that are no queries, but only tell of tables and plans. */
    private static final Set<Class<?>> ONLY_TELLING = Set.of(
            DescribeRelation.class,
            DescribeColumn.class,
            DescribeQueryCommand.class,
            ShowTables.class,
            ShowViews.class,
            ShowColumns.class,
            ExplainCommand.class);

    private final Lake lake;
    private final String query;

    public LakeQuery(Lake lake, String query) {
        this.lake = lake;
        this.query = query;
    }

    /**
     * Runs the query and prints its rows, which stream through the driver one partition at a time.
     *
     * @param limit the most rows to print; 0 = all
     * @param file where to; null = to the stream
     * @return the number of rows printed
     */
    public long print(RowFormat format, long limit, Path file, PrintStream out) throws IOException {
        Dataset<Row> rows = rows();
        Dataset<Row> limited = limit == 0 ? rows : rows.limit((int) Math.min(limit, Integer.MAX_VALUE));
        if (file == null) {
            return new RowPrinter(out, rows.schema()).print(format, limited.toLocalIterator());
        }
        try (PrintStream stream =
                new PrintStream(new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8)) {
            long count = new RowPrinter(stream, rows.schema()).print(format, limited.toLocalIterator());
            if (stream.checkError()) {
                throw new UserException("The rows could not all be written to '" + file
                        + "'. Is the disk full? Free some space or choose another --output.");
            }
            return count;
        } catch (java.nio.file.FileSystemException e) {
            throw new UserException(
                    "Cannot write to '" + file + "' (" + e.getClass().getSimpleName()
                            + "). Give --output a file in a folder that exists and can be written.");
        }
    }

    private Dataset<Row> rows() {
        requireQuery(lake.spark());
        LakeViews.register(lake);
        return lake.spark().sql(query);
    }

    private void requireQuery(SparkSession spark) {
        LogicalPlan plan;
        try {
            plan = ((org.apache.spark.sql.classic.SparkSession) spark)
                    .sessionState()
                    .sqlParser()
                    .parsePlan(query);
        } catch (ParseException e) {
            throw new UsageException("The query is not SQL that Spark knows: "
                    + e.getMessage().strip().replaceAll("\\s*\\R\\s*", " "));
        }
        if (ONLY_TELLING.contains(plan.getClass())) {
            return;
        }
        // A statement that writes may hide below WITH, or in several branches of one FROM.
        Option<LogicalPlan> writing = plan.collectFirst(new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
                return node instanceof Command || node instanceof ParsedStatement;
            }

            @Override
            public <A extends LogicalPlan, B> B applyOrElse(A node, Function1<A, B> otherwise) {
                @SuppressWarnings("unchecked") // The result type of collectFirst is the node's own.
                B found = (B) node;
                return isDefinedAt(node) ? found : otherwise.apply(node);
            }
        });
        if (writing.isDefined()) {
            throw new UsageException(
                    "'" + writing.get().nodeName() + "' is not a query. The command sql only reads: give it a"
                            + " SELECT, DESCRIBE or SHOW; change tables with the commands that own them.");
        }
    }
}
