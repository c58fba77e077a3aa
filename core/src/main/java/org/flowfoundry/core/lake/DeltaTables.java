package org.flowfoundry.core.lake;

import io.delta.tables.DeltaTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser$;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The Delta tables of a lake: made, and committed to with files that tasks have written. The one class that uses Delta's
 * inner API (delta-spark 4.0.1); Delta does not check constraints on this way, the decoders see to what rows may hold.
 *
 * <p>A commit is one version of the table: transaction marks, removed and added files together.
 */
public final class DeltaTables {

    private static final int ATTEMPTS = 5;

    private final Lake lake;

    public DeltaTables(Lake lake) {
        this.lake = lake;
    }

    /** Makes the table, empty, with its comments, where there is none. */
    public void createIfAbsent(TableSpec table) {
        if (isThere(table)) {
            return;
        }
        try {
            DeltaTable.createIfNotExists(lake.spark())
                    .location(lake.location(table))
                    .comment(table.comment())
                    .addColumns(table.schema())
                    .partitionedBy(TableSpec.PARTITION_COLUMNS.toArray(String[]::new))
                    .execute();
        } catch (ConcurrentModificationException e) {
            // Another run made it at the same moment.
            if (!isThere(table)) {
                throw e;
            }
        }
    }

    /** The version that a transaction of the table is at; -1 where it was never seen, or there is no table. */
    public long transactionVersion(TableSpec table, String transaction) {
        Option<Object> version = snapshot(table).transactions().get(transaction);
        return version.isEmpty() ? -1 : (long) version.get();
    }

    /** Which table it is, and its version. */
    String version(TableSpec table) {
        Snapshot snapshot = snapshot(table);
        return snapshot.metadata().id() + "@" + snapshot.version();
    }

    /**
     * Commits files to a table that exists. Against a writer that came between it tries again with what the table is then.
     *
     * @return false where the transaction was committed before, so that nothing was to be done
     * @throws CommitConflictException where another transaction is not where it is expected, or others keep coming between
     */
    public boolean commit(TableSpec table, List<StagedFile> files, CommitOptions options)
            throws CommitConflictException {
        ConcurrentModificationException conflict = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return tryCommit(table, files, options);
            } catch (ConcurrentModificationException e) {
                conflict = e;
            }
        }
        throw new CommitConflictException(
                "Other writers came between " + ATTEMPTS + " attempts to commit to table " + table.name(), conflict);
    }

    private boolean tryCommit(TableSpec table, List<StagedFile> files, CommitOptions options)
            throws CommitConflictException {
        DeltaLog log = log(table);
        log.update(false, Option.empty(), Option.empty());
        OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
        if (transaction.txnVersion(options.transaction()) >= options.version()) {
            return false;
        }
        long now = System.currentTimeMillis();
        List<Action> actions = new ArrayList<>();
        actions.add(new SetTransaction(options.transaction(), options.version(), Option.apply(now)));
        for (Map.Entry<String, Long> expected : options.expected().entrySet()) {
            check(table, expected.getKey(), expected.getValue(), transaction);
            actions.add(new SetTransaction(expected.getKey(), expected.getValue() + 1, Option.apply(now)));
        }
        String predicate = predicate(options.replaced());
        if (predicate != null) {
            for (AddFile old : CollectionConverters.asJava(transaction.filterFiles(condition(predicate), false))) {
                actions.add(old.removeWithTimestamp(now, true));
            }
        }
        files.forEach(file -> actions.add(addFile(file)));
        transaction.commit(seq(actions), write(predicate));
        return true;
    }

    private static void check(TableSpec table, String name, long expected, OptimisticTransaction transaction)
            throws CommitConflictException {
        long found = transaction.txnVersion(name);
        if (found != expected) {
            throw new CommitConflictException("Transaction " + name + " of table " + table.name() + " is at version "
                    + found + ", not " + expected + ": another run has committed meanwhile");
        }
    }

    private static AddFile addFile(StagedFile file) {
        return new AddFile(
                file.path(),
                scala.collection.immutable.Map$.MODULE$.from(
                        CollectionConverters.asScala(Map.of("domain", file.domain(), "date", file.date()))),
                file.bytes(),
                file.modified(),
                true,
                file.statistics(),
                null,
                null,
                Option.empty(),
                Option.empty(),
                Option.empty());
    }

    private static DeltaOperations.Write write(String predicate) {
        return new DeltaOperations.Write(
                predicate == null ? SaveMode.Append : SaveMode.Overwrite,
                Option.apply(seq(TableSpec.PARTITION_COLUMNS)),
                Option.apply(predicate),
                Option.empty());
    }

    /** The condition of the replaced partitions as SQL; null where none is replaced. */
    private static String predicate(List<TablePartition> replaced) {
        Map<String, List<LocalDate>> days = replaced.stream()
                .collect(Collectors.groupingBy(
                        TablePartition::domain, Collectors.mapping(TablePartition::date, Collectors.toList())));
        return days.isEmpty()
                ? null
                : days.entrySet().stream()
                        .map(domain -> "(domain = " + PartitionRange.literal(domain.getKey()) + " AND date IN ("
                                + domain.getValue().stream()
                                        .map(day -> "DATE'" + day + "'")
                                        .collect(Collectors.joining(", "))
                                + "))")
                        .collect(Collectors.joining(" OR "));
    }

    private static scala.collection.immutable.Seq<Expression> condition(String predicate) {
        return seq(List.of(CatalystSqlParser$.MODULE$.parseExpression(predicate)));
    }

    private boolean isThere(TableSpec table) {
        return lake.format(table) == TableFormat.DELTA && snapshot(table).version() >= 0;
    }

    private Snapshot snapshot(TableSpec table) {
        return log(table).update(false, Option.empty(), Option.empty());
    }

    private DeltaLog log(TableSpec table) {
        return DeltaLog.forTable(lake.spark(), new Path(lake.location(table)));
    }

    private static <T> scala.collection.immutable.Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }
}
