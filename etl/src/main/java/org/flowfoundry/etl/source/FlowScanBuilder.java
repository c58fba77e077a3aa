package org.flowfoundry.etl.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;

/** Takes the columns and comparisons of a query. Spark checks all filters again, so a scan need only drop rows early. */
final class FlowScanBuilder implements ScanBuilder, SupportsPushDownRequiredColumns, SupportsPushDownV2Filters {

    private final String format;
    private final List<String> paths;
    private final long splitBytes;
    private StructType columns = FlowFilesTable.SCHEMA;
    private Predicate[] pushed = {};

    FlowScanBuilder(String format, List<String> paths, long splitBytes) {
        this.format = format;
        this.paths = paths;
        this.splitBytes = splitBytes;
    }

    @Override
    public void pruneColumns(StructType required) {
        columns = required;
    }

    @Override
    public Predicate[] pushPredicates(Predicate[] predicates) {
        pushed = Arrays.stream(predicates)
                .filter(predicate -> Comparison.of(predicate).isPresent())
                .toArray(Predicate[]::new);
        return predicates;
    }

    @Override
    public Predicate[] pushedPredicates() {
        return pushed.clone();
    }

    @Override
    public Scan build() {
        List<Comparison> comparisons = Arrays.stream(pushed)
                .map(Comparison::of)
                .flatMap(Optional::stream)
                .toList();
        return new FlowScan(format, paths, splitBytes, columns, comparisons);
    }
}
