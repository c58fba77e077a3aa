package org.flowfoundry.etl.decode.binetflow;

import java.util.Arrays;
import java.util.Map;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.text.Field;
import org.flowfoundry.etl.decode.text.TableFields;

/** The packet and byte counters of a line, by direction where it tells both by direction, as totals else. */
final class ArgusCounters {

    private enum Part {
        TOTAL,
        SOURCE,
        DESTINATION
    }

    private static final long NONE = -1;

    private final Counter packets = new Counter();
    private final Counter bytes = new Counter();

    void forget() {
        packets.forget();
        bytes.forget();
    }

    /** Where counters go, by their columns' names in lower case. */
    Map<String, Field.Parser> parsers() {
        return Map.of(
                "totpkts", packets.parser(Part.TOTAL),
                "srcpkts", packets.parser(Part.SOURCE),
                "dstpkts", packets.parser(Part.DESTINATION),
                "totbytes", bytes.parser(Part.TOTAL),
                "srcbytes", bytes.parser(Part.SOURCE),
                "dstbytes", bytes.parser(Part.DESTINATION));
    }

    void complete(FlowBatch batch) {
        boolean byDirection = packets.isByDirection() && bytes.isByDirection();
        packets.put(byDirection, batch.packets, batch.reversePackets, "Pkts", batch);
        bytes.put(byDirection, batch.bytes, batch.reverseBytes, "Bytes", batch);
    }

    /** One counter's three parts, of which the file may have any. */
    private static final class Counter {

        private final long[] parts = new long[Part.values().length];

        void forget() {
            Arrays.fill(parts, NONE);
        }

        Field.Parser parser(Part part) {
            return TableFields.remembered(value -> parts[part.ordinal()] = value);
        }

        private long get(Part part) {
            return parts[part.ordinal()];
        }

        /** The reverse direction: as the line says, else what remains of the total. */
        private long reverse() {
            if (get(Part.DESTINATION) != NONE || get(Part.TOTAL) == NONE || get(Part.SOURCE) == NONE) {
                return get(Part.DESTINATION);
            }
            return Math.max(NONE, get(Part.TOTAL) - get(Part.SOURCE));
        }

        boolean isByDirection() {
            return get(Part.SOURCE) != NONE && reverse() != NONE;
        }

        void put(boolean byDirection, LongColumn forward, LongColumn reverse, String name, FlowBatch batch) {
            int row = batch.rows();
            if (byDirection) {
                forward.set(row, get(Part.SOURCE));
                reverse.set(row, reverse());
                flagContradiction(batch);
                keep(Part.TOTAL, "Tot" + name, batch);
            } else {
                if (get(Part.TOTAL) != NONE) {
                    forward.set(row, get(Part.TOTAL));
                }
                keep(Part.SOURCE, "Src" + name, batch);
                keep(Part.DESTINATION, "Dst" + name, batch);
            }
        }

        private void flagContradiction(FlowBatch batch) {
            long total = get(Part.TOTAL);
            if (total != NONE && total != get(Part.SOURCE) + reverse()) {
                batch.flag(QualityFlag.VALUE_OUT_OF_RANGE);
            }
        }

        private void keep(Part part, String name, FlowBatch batch) {
            if (get(part) != NONE) {
                batch.attributes.put(batch.rows(), name, Long.toString(get(part)));
            }
        }
    }
}
