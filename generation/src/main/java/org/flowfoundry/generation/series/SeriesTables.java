package org.flowfoundry.generation.series;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import java.util.List;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.ColumnSpec;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.lake.TableSpec;
import scala.jdk.javaapi.CollectionConverters;

/** The tables of series, real ones and synthetic ones, and their rows. */
public final class SeriesTables {

    private static final ColumnSpec LABEL =
            new ColumnSpec("label", StringType, "Class of the series, as the source spells it");
    private static final ColumnSpec LENGTH = new ColumnSpec("length", IntegerType, "How many steps it has");
    private static final ColumnSpec CHANNELS = new ColumnSpec(
            "channels",
            createArrayType(StringType),
            "Names of the numbers that each step has: length (bytes), direction (0 = from the client, 1 = to it),"
                    + " interval (microseconds since the step before), bytes_out, bytes_in (bytes of the step)");
    private static final ColumnSpec VALUES = new ColumnSpec(
            "values",
            createArrayType(createArrayType(DoubleType)),
            "For each channel its numbers, step by step; steps that are not there are not filled up");

    /** Real series, made by the command that generates synthetic ones, as its training data. */
    public static final TableSpec SERIES = TableSpec.of(
            "series",
            TableFormat.DELTA,
            "One stretch of traffic, step by step: the first packets of a biflow, or windows of a host or session",
            "UTC day of the flow or of the first window",
            List.of(
                    new ColumnSpec("source", StringType, "What it was made of: packets, windows or sessions"),
                    LABEL,
                    LENGTH,
                    CHANNELS,
                    VALUES));

    public static final TableSpec SYNTHETIC = TableSpec.of(
            "synthetic_series",
            TableFormat.DELTA,
            "One stretch of traffic that a generator made",
            "UTC day on which it was generated",
            List.of(
                    new ColumnSpec("generator", StringType, "Name of the model"),
                    new ColumnSpec("version", StringType, "Version of the model: v1, v2, ..."),
                    new ColumnSpec(
                            "run",
                            StringType,
                            "Version, settings of the sampling and seed: the same run gives the same rows"),
                    new ColumnSpec("number", LongType, "Number of the row in its run, from 0"),
                    LABEL,
                    LENGTH,
                    CHANNELS,
                    VALUES,
                    new ColumnSpec(
                            "residual",
                            DoubleType,
                            "Root mean square difference between the generated matrices and the nearest valid Gramian"
                                    + " angular fields; null where tokens or places were generated, whose fields are valid")));

    private SeriesTables() {}

    /** The series of a row that has label and values. */
    static TrafficSeries series(Row row) {
        List<scala.collection.Seq<Double>> channels = row.getList(row.fieldIndex("values"));
        double[][] values = new double[channels.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = CollectionConverters.asJava(channels.get(i)).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
        }
        return new TrafficSeries(row.getString(row.fieldIndex("label")), values);
    }
}
