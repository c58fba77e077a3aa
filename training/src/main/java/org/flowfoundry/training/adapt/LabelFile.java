package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IpAddresses;
import org.flowfoundry.core.error.NearMatches;
import org.flowfoundry.training.TrainingErrors;

/**
 * A file of labels: CSV with a header, or Parquet.
 *
 * @param path for messages
 * @param keys those of {@code domain} and {@code window_start} that the file has
 * @param rows host in RFC 5952 text, label, and the keys; without rows that lack host or label
 */
record LabelFile(String path, List<String> keys, Dataset<Row> rows) {

    private static final UserDefinedFunction CANONICAL =
            udf((UDF1<String, String>) LabelFile::canonical, DataTypes.StringType);

    /**
     * Reads it once, so that a line or a file that is damaged is found here.
     *
     * @throws org.flowfoundry.core.error.UserException where it is, or lacks a column, or contradicts itself
     */
    static LabelFile read(SparkSession spark, String path, String labelColumn) {
        try {
            return checked(open(spark, path), path, labelColumn);
        } catch (Exception e) { // Spark's exceptions are checked, but not declared by Scala's methods.
            if (e instanceof AnalysisException || e.getClass().getName().startsWith("org.apache.spark.")) {
                throw UnreadableLabels.because(path, e);
            }
            throw e;
        }
    }

    private static LabelFile checked(Dataset<Row> file, String path, String labelColumn) {
        List<Column> columns = new ArrayList<>();
        columns.add(CANONICAL
                .apply(trim(column(file, path, "host").cast(DataTypes.StringType)))
                .as("host"));
        columns.add(
                trim(column(file, path, labelColumn).cast(DataTypes.StringType)).as("label"));
        List<String> keys = new ArrayList<>();
        for (String key : List.of("domain", "window_start")) {
            String name = find(file, key);
            if (name != null) {
                columns.add(col("`" + name + "`").as(key));
                keys.add(key);
            }
        }
        Dataset<Row> rows = file.select(columns.toArray(Column[]::new))
                .where(col("host")
                        .isNotNull()
                        .and(col("label").isNotNull())
                        .and(col("label").notEqual("")));
        Dataset<Row> timed = keys.contains("window_start") ? timed(path, rows) : rows;
        requireOneLabelEach(path, keys, timed);
        return new LabelFile(path, keys, timed);
    }

    private static Dataset<Row> open(SparkSession spark, String path) {
        if (path.toLowerCase(Locale.ROOT).endsWith(".parquet")) {
            return spark.read().parquet(path);
        }
        Dataset<Row> file = spark.read()
                .option("header", true)
                .option("mode", "FAILFAST")
                // Or else lines of too few values pass, where no column is asked for that they lack.
                .option("columnPruning", false)
                .csv(path);
        if (file.columns().length == 0) {
            throw TrainingErrors.unreadableLabels(path, "it is empty", null);
        }
        return file;
    }

    private static Column column(Dataset<Row> file, String path, String name) {
        String found = find(file, name);
        if (found == null) {
            List<String> there = Arrays.asList(file.columns());
            throw TrainingErrors.noLabelColumn(path, name, NearMatches.of(name, there), there);
        }
        return col("`" + found + "`");
    }

    /** The file's name of a column, letter case and the kind of dash aside; null where there is none. */
    private static String find(Dataset<Row> file, String name) {
        return Arrays.stream(file.columns())
                .filter(there -> there.strip().replace('-', '_').equalsIgnoreCase(name.replace('-', '_')))
                .findFirst()
                .orElse(null);
    }

    private static Dataset<Row> timed(String path, Dataset<Row> rows) {
        Dataset<Row> timed = rows.withColumn("time", expr("try_cast(window_start as timestamp)"));
        List<Row> bad = timed.where(col("window_start")
                        .isNotNull()
                        .and(trim(col("window_start").cast(DataTypes.StringType))
                                .notEqual(""))
                        .and(col("time").isNull()))
                .select(col("window_start").cast(DataTypes.StringType))
                .takeAsList(1);
        if (!bad.isEmpty()) {
            throw TrainingErrors.badLabelTimes(path, bad.get(0).getString(0));
        }
        return timed.drop("window_start").withColumnRenamed("time", "window_start");
    }

    private static void requireOneLabelEach(String path, List<String> keys, Dataset<Row> rows) {
        Column[] group = new Column[keys.size() + 1];
        group[0] = col("host");
        for (int i = 0; i < keys.size(); i++) {
            group[i + 1] = col(keys.get(i));
        }
        List<Row> contradictions = rows.groupBy(group)
                .agg(count_distinct(col("label")).as("labels"))
                .where(col("labels").gt(1))
                .select("host")
                .takeAsList(1);
        if (!contradictions.isEmpty()) {
            throw TrainingErrors.contradictingLabels(path, contradictions.get(0).getString(0));
        }
    }

    /** RFC 5952 text of an address; any other text as it is, which no host equals. */
    private static String canonical(String text) {
        if (text == null) {
            return null;
        }
        AddressColumn address = new AddressColumn("host", 1);
        return IpAddresses.parse(address, 0, text) ? address.text(0) : text;
    }
}
