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

    /** The parts of a counter. */
    private static final int TOTAL = 0;

    private static final int SOURCE = 1;
    private static final int DESTINATION = 2;
    private static final int PARTS = 3;

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
                "totpkts", packets.parser(TOTAL),
                "srcpkts", packets.parser(SOURCE),
                "dstpkts", packets.parser(DESTINATION),
                "totbytes", bytes.parser(TOTAL),
                "srcbytes", bytes.parser(SOURCE),
                "dstbytes", bytes.parser(DESTINATION));
    }

    void complete(FlowBatch batch) {
        boolean byDirection = packets.isByDirection() && bytes.isByDirection();
        packets.put(byDirection, batch.packets, batch.reversePackets, "Pkts", batch);
        bytes.put(byDirection, batch.bytes, batch.reverseBytes, "Bytes", batch);
    }

    /** One counter's three parts, of which the file may have any. */
    private static final class Counter {

        private final long[] parts = new long[PARTS];

        void forget() {
            Arrays.fill(parts, NONE);
        }

        Field.Parser parser(int part) {
            return TableFields.remembered(value -> parts[part] = value);
        }

        private long get(int part) {
            return parts[part];
        }

        /** The reverse direction: as the line says, else what remains of the total. */
        private long reverse() {
            if (get(DESTINATION) != NONE || get(TOTAL) == NONE || get(SOURCE) == NONE) {
                return get(DESTINATION);
            }
            return Math.max(NONE, get(TOTAL) - get(SOURCE));
        }

        boolean isByDirection() {
            return get(SOURCE) != NONE && reverse() != NONE;
        }

        void put(boolean byDirection, LongColumn forward, LongColumn reverse, String name, FlowBatch batch) {
            int row = batch.rows();
            if (byDirection) {
                forward.set(row, get(SOURCE));
                reverse.set(row, reverse());
                flagContradiction(batch);
                keep(TOTAL, "Tot" + name, batch);
            } else {
                if (get(TOTAL) != NONE) {
                    forward.set(row, get(TOTAL));
                }
                keep(SOURCE, "Src" + name, batch);
                keep(DESTINATION, "Dst" + name, batch);
            }
        }

        private void flagContradiction(FlowBatch batch) {
            long total = get(TOTAL);
            if (total != NONE && total != get(SOURCE) + reverse()) {
                batch.flag(QualityFlag.VALUE_OUT_OF_RANGE);
            }
        }

        private void keep(int part, String name, FlowBatch batch) {
            if (get(part) != NONE) {
                batch.attributes.put(batch.rows(), name, Long.toString(get(part)));
            }
        }
    }
}
