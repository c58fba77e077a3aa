package org.flowfoundry.features.flow;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.flowfoundry.core.lake.TableFormat;
import org.flowfoundry.core.lake.TableSpec;

/**
 * The table {@code flow_features}: one row per flow, every feature a closed formula over that flow alone, so that it costs
 * one scan, needs no shuffle, and means the same in training and in scoring. A feature is null where the source carries
 * nothing to compute it from. Counters are as exported; scaling by sampling stands in columns of its own.
 */
public final class FlowFeatures {

    private static final List<FlowFeature> KEYS = List.of(
            FlowFeature.same(
                    "source_file", DataTypes.StringType, "File the flow was read from: key, with source_record"),
            FlowFeature.same("source_record", DataTypes.LongType, "Number of the record in its file, from 0"),
            FlowFeature.same("flow_start", DataTypes.TimestampType, "First packet of the flow, UTC (IE 152)"),
            FlowFeature.same("label", DataTypes.StringType, "Class label as the source spells it; null if unlabelled"));

    private static final List<FlowFeature> FEATURES = Stream.of(
                    KEYS,
                    TimeFeatures.ALL,
                    CounterFeatures.ALL,
                    ProtocolFeatures.ALL,
                    TcpFeatures.ALL,
                    PortFeatures.ALL,
                    AddressFeatures.ALL,
                    List.of(FlowFeature.same(
                            "quality_flags", DataTypes.IntegerType, "Bits that say what is doubtful about the flow")))
            .flatMap(List::stream)
            .toList();

    public static final TableSpec TABLE = TableSpec.of(
            "flow_features",
            TableFormat.PARQUET,
            "Numeric features of one flow",
            "UTC day of the flow, as in flows",
            FEATURES.stream().map(FlowFeature::column).toList());

    private FlowFeatures() {}

    /**
     * The features of flows.
     *
     * @param flows rows of the table {@code flows}
     * @return rows of {@link #TABLE}, one per flow
     */
    public static Dataset<Row> of(Dataset<Row> flows) {
        List<Column> columns = new ArrayList<>();
        TableSpec.PARTITION_COLUMNS.forEach(name -> columns.add(col(name)));
        FEATURES.forEach(feature -> columns.add(feature.selected()));
        return PortFeatures.withPortClasses(flows).select(columns.toArray(Column[]::new));
    }
}
