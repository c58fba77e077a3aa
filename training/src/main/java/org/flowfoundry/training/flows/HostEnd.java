package org.flowfoundry.training.flows;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A flow as one of its two hosts has it.
 *
 * @param host the host, and the role it has
 * @param peer the other host
 * @param port of the destination, -1 where there is none
 * @param amounts encoded, NaN = absent
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
record HostEnd(String host, String peer, int port, float[] amounts) implements Serializable {

    /** Reads the columns host, peer, port and amounts. */
    static HostEnd of(Row row) {
        Iterable<Float> values = row.getAs("amounts");
        float[] amounts = new float[values.size()];
        int i = 0;
        for (Float value : CollectionConverters.asJava(values)) {
            amounts[i++] = value;
        }
        return new HostEnd(row.getAs("host"), row.getAs("peer"), row.getAs("port"), amounts);
    }
}
