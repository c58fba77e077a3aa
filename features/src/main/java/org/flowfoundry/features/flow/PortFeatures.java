package org.flowfoundry.features.flow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.ml.feature.Bucketizer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Ports, and the class of ports (RFC 6335 section 6) each belongs to. */
final class PortFeatures {

    /** The first and the last bucket are for what is no port. */
    private static final double[] BORDERS = {Double.NEGATIVE_INFINITY, 0, 1024, 49152, 65536, Double.POSITIVE_INFINITY};

    private static final int CLASSES = 3;
    private static final String[] PORTS = {"source_port", "destination_port"};
    private static final String[] BUCKETS = {"source_port_bucket", "destination_port_bucket"};
    private static final String CLASS_COMMENT = ": 0 well known (below 1024), 1 registered (below 49152), 2 dynamic";

    /** Null where either is null, though Spark's least() skips nulls. */
    private static final Column SERVICE_PORT = when(
            col("source_port").isNotNull().and(col("destination_port").isNotNull()),
            least(col("source_port"), col("destination_port")));

    static final List<FlowFeature> ALL = List.of(
            FlowFeature.same("source_port", DataTypes.IntegerType, "Source port; null for protocols without ports"),
            FlowFeature.same(
                    "destination_port", DataTypes.IntegerType, "Destination port; null for protocols without ports"),
            FlowFeature.integer("source_port_class", portClass(0), "Class of source_port" + CLASS_COMMENT),
            FlowFeature.integer("destination_port_class", portClass(1), "Class of destination_port" + CLASS_COMMENT),
            FlowFeature.integer(
                    "service_port",
                    SERVICE_PORT,
                    "The lower of both ports: as a rule the server's; null if there are no ports"),
            FlowFeature.flag(
                    "destination_is_service",
                    col("destination_port").leq(col("source_port")),
                    "destination_port <= source_port: the flow goes to the server, as a rule"));

    private PortFeatures() {}

    /** Adds the bucket columns that the class features are taken from. */
    static Dataset<Row> withPortClasses(Dataset<Row> flows) {
        return new Bucketizer()
                .setInputCols(PORTS)
                .setOutputCols(BUCKETS)
                .setSplitsArray(new double[][] {BORDERS, BORDERS})
                .setHandleInvalid("keep")
                .transform(flows);
    }

    /** Null for what is no port, and for null, which Bucketizer keeps as one bucket more. */
    private static Column portClass(int side) {
        Column portClass = col(BUCKETS[side]).minus(1);
        return when(portClass.between(0, CLASSES - 1), portClass);
    }
}
