package org.flowfoundry.training.graph;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.flowfoundry.training.flows.FlowEncoder;

/**
 * The flow graph of domains in pieces. A flow is in exactly one piece. Costs two or more counts, one shuffle and one sort of the
 * flows, each linear but for the sort's logarithm, however busy a host is; but for counts nothing comes to the driver, and a
 * task holds one window of bounded size. The same flows give the same pieces, whatever the cluster.
 *
 * @param domains that are known; flows of others are left out
 */
public record FlowPieces(List<GraphDomain> domains, PieceShape shape) {

    private static final String[] ORDER = {"domain", "chunk", "part", "order", "file", "record", "source"};

    private static final List<String> COLUMNS =
            List.of("domain", "flow_start", "source_address", "destination_address", "source_file", "source_record");

    public FlowPieces {
        domains = List.copyOf(domains);
    }

    /** What is made of a stream of pieces, on an executor. */
    @FunctionalInterface
    public interface PieceFunction<T> extends Serializable {
        Iterator<T> call(Iterator<KeyedPiece> pieces) throws Exception;
    }

    /**
     * Works on all flows.
     *
     * @param flows rows of {@code flows}
     * @param partitions tasks that pieces are cut in, at most; 0 = as Spark is set
     */
    public <T> Dataset<T> map(Dataset<Row> flows, int partitions, PieceFunction<T> function, Encoder<T> encoder) {
        return map(flows, null, partitions, function, encoder);
    }

    /** Works on the flows of a part: hosts of another part, and other times, are nowhere in its pieces. */
    public <T> Dataset<T> map(
            Dataset<Row> flows,
            FlowPart part,
            int partitions,
            PieceFunction<T> function,
            Encoder<T> encoder) {
        Column[] columns = Stream.concat(COLUMNS.stream(), FlowEncoder.COLUMNS.stream())
                .map(name -> col(name))
                .toArray(Column[]::new);
        Dataset<Row> known = flows.where(
                col("domain").isin(domains.stream().map(GraphDomain::name).toArray()));
        Map<String, Chunks> chunks = ChunkPlan.of(known, shape);
        Dataset<FlowPoint> points = known.select(columns)
                .mapPartitions(new FlowPoints(domains, chunks, part), Encoders.bean(FlowPoint.class));
        Column[] key = {col("domain"), col("chunk"), col("part")};
        Dataset<FlowPoint> together = partitions > 0 ? points.repartition(partitions, key) : points.repartition(key);
        PieceShape ofPieces = shape;
        MapPartitionsFunction<FlowPoint, T> cut = sorted -> function.call(new PieceCutter(sorted, ofPieces));
        return together.sortWithinPartitions(
                        Arrays.stream(ORDER).map(name -> col(name)).toArray(Column[]::new))
                .mapPartitions(cut, encoder);
    }
}
