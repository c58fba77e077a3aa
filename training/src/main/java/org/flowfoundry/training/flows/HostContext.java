package org.flowfoundry.training.flows;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * What the flows before a flow were like at its two hosts, without labels: of the latest {@value HostHistory#LENGTH} flows with
 * the same source, and of those with the same destination, how many there are, the shares of different peers and ports
 * (fan-out), services, the shares with this flow's peer and service, and mean and deviation of amounts.
 *
 * <p>Flows are ordered by time, or by file and record where a source has no time. They are range-partitioned by host and time,
 * so that one busy host is spread over many tasks; each task gets the few flows that its first host had before. Cost: a sort
 * of twice the number of flows; memory: a ring of flows per task.
 */
public final class HostContext implements Serializable {

    private static final int MOST_AMOUNTS = 12;
    private static final String[] ORDER = {"host", "time", "file", "record", "signature"};

    private static final StructType ENDS = new StructType()
            .add("host", DataTypes.StringType)
            .add("time", DataTypes.LongType)
            .add("file", DataTypes.StringType)
            .add("record", DataTypes.LongType)
            .add("signature", DataTypes.StringType)
            .add("asked", DataTypes.BooleanType)
            .add("peer", DataTypes.StringType)
            .add("port", DataTypes.IntegerType)
            .add("amounts", DataTypes.createArrayType(DataTypes.FloatType));

    private final FlowEncoder encoder;
    private final int[] amounts;

    /** @param encoder whose first amounts are averaged */
    public HostContext(FlowEncoder encoder) {
        this.encoder = encoder;
        boolean[] binary = encoder.binaryColumns();
        this.amounts = IntStream.range(0, binary.length)
                .filter(i -> !binary[i])
                .limit(MOST_AMOUNTS)
                .toArray();
    }

    /** Numbers per flow: those of its source, then those of its destination. */
    public int width() {
        return 2 * HostHistory.width(amounts.length);
    }

    /**
     * What came before flows.
     *
     * @param role 0: the numbers are the source's; 1: the destination's
     * @param values half of {@link #width} numbers; NaN = there was none
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    public record Before(String file, long record, String signature, int role, float[] values)
            implements Serializable {}

    /**
     * What came before the flows that are asked about; those without addresses are left out.
     *
     * @param flows all of a domain's flows, with {@link FlowEncoder#COLUMNS}, flow_start, source_address,
     *     destination_address, source_file, source_record, signature and asked
     * @param partitions of the sort
     * @return two for each flow asked about, at the driver: ask about few
     */
    public List<Before> of(Dataset<Row> flows, int partitions) {
        MapPartitionsFunction<Row, Row> ends = this::ends;
        Dataset<Row> sorted = flows.where(col("source_address").isNotNull())
                .where(col("destination_address").isNotNull())
                .mapPartitions(ends, Encoders.row(ENDS))
                .repartitionByRange(
                        partitions, Arrays.stream(ORDER).map(name -> col(name)).toArray(Column[]::new))
                .sortWithinPartitions("host", Arrays.copyOfRange(ORDER, 1, ORDER.length))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            List<HandedOn> handed = new ArrayList<>(sorted.toJavaRDD()
                    .mapPartitionsWithIndex(HandedOn::of, false)
                    .collect());
            handed.sort(Comparator.comparingInt(HandedOn::partition));
            List<List<HostEnd>> before = IntStream.range(0, partitions)
                    .mapToObj(partition -> HandedOn.to(partition, handed))
                    .toList();
            return sorted.toJavaRDD()
                    .mapPartitionsWithIndex(
                            (partition, rows) ->
                                    before(partition < before.size() ? before.get(partition) : List.of(), rows),
                            false)
                    .collect();
        } finally {
            sorted.unpersist();
        }
    }

    private Iterator<Row> ends(Iterator<Row> flows) {
        return new FlatMapped<>(flows, flow -> List.of(
                        end(flow, "0", "source_address", "destination_address"),
                        end(flow, "1", "destination_address", "source_address"))
                .iterator());
    }

    private Row end(Row flow, String role, String host, String peer) {
        float[] values = new float[encoder.width()];
        encoder.encode(flow, values, 0);
        Float[] some = IntStream.of(amounts).mapToObj(i -> values[i]).toArray(Float[]::new);
        Timestamp start = flow.getAs("flow_start");
        Integer port = flow.getAs("destination_port");
        return RowFactory.create(
                role + flow.getAs(host),
                start == null ? Long.MIN_VALUE : start.getTime() * 1_000 + start.getNanos() / 1_000 % 1_000,
                flow.getAs("source_file"),
                flow.getAs("source_record"),
                flow.getAs("signature"),
                flow.getAs("asked"),
                flow.getAs(peer),
                port == null ? -1 : port,
                some);
    }

    private Iterator<Before> before(List<HostEnd> handed, Iterator<Row> rows) {
        HostHistory history = new HostHistory(amounts.length);
        handed.forEach(history::add);
        String[] host = {handed.isEmpty() ? null : handed.get(0).host()};
        return new FlatMapped<>(rows, row -> {
            HostEnd end = HostEnd.of(row);
            if (!end.host().equals(host[0])) {
                history.clear();
                host[0] = end.host();
            }
            List<Before> asked = row.<Boolean>getAs("asked") ? List.of(before(row, end, history)) : List.of();
            history.add(end);
            return asked.iterator();
        });
    }

    private Before before(Row row, HostEnd end, HostHistory history) {
        float[] values = new float[HostHistory.width(amounts.length)];
        history.describe(end, values, 0);
        int role = end.host().charAt(0) - '0';
        return new Before(row.getAs("file"), row.getAs("record"), row.getAs("signature"), role, values);
    }
}
