package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flowfoundry.etl.decode.capture.Bytes;
import org.flowfoundry.etl.decode.netflow.Decoding.Result;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;

/** Records of random templates are decoded to what was put into them. */
class RoundTripPropertiesTest {

    /** Elements, and the column of each or its attribute's name. */
    private enum Field {
        PACKETS(2, "packets", 8),
        BYTES(1, "bytes", 8),
        PROTOCOL(4, "protocol", 1),
        SOURCE_PORT(7, "source_port", 2),
        DESTINATION_PORT(11, "destination_port", 2),
        INGRESS(10, "ingress_interface", 4),
        EGRESS(14, "egress_interface", 4),
        SOURCE_AS(16, "source_as", 4),
        DESTINATION_AS(17, "destination_as", 4),
        VLAN(58, "vlan_id", 2),
        TOS(5, "tos", 1),
        TCP_FLAGS(6, "tcp_flags", 2),
        FLOW_ID(148, null, 8),
        END_REASON(136, null, 1),
        TTL(52, null, 1);

        private final int element;
        private final String column;
        private final int length;

        Field(int element, String column, int length) {
            this.element = element;
            this.column = column;
            this.length = length;
        }
    }

    private record Value(Field field, int length, long value) {}

    private static List<Value> record(List<Field> fields, int[] lengths, Random random) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            int bits = Math.min(62, lengths[i] * 8);
            long value = fields.get(i) == Field.PROTOCOL ? 6 : random.nextLong() & (1L << bits) - 1;
            values.add(new Value(fields.get(i), lengths[i], value));
        }
        return values;
    }

    private static byte[] message(
            boolean v9, List<Field> fields, int[] lengths, List<List<Value>> records, int padding) {
        int[] template = new int[fields.size() * 2];
        for (int i = 0; i < fields.size(); i++) {
            template[2 * i] = fields.get(i).element;
            template[2 * i + 1] = lengths[i];
        }
        Bytes data = new Bytes();
        records.forEach(record -> record.forEach(value -> data.number(value.value(), value.length())));
        byte[] templates = Messages.set(v9 ? 0 : 2, Messages.template(400, template));
        byte[] content = Messages.set(400, data.done(), new byte[padding]);
        return v9 ? Messages.v9(1, 0, templates, content) : Messages.ipfix(1, 0, templates, content);
    }

    @Property(tries = 300)
    void whatWasWrittenIsRead(
            @ForAll boolean v9, @ForAll @IntRange(min = 1, max = 60) int count, @ForAll Random random) {
        List<Field> fields = new ArrayList<>(List.of(Field.values()));
        java.util.Collections.shuffle(fields, random);
        fields = new ArrayList<>(fields.subList(0, 1 + random.nextInt(fields.size())));
        int[] lengths = new int[fields.size()];
        int size = 0;
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = 1 + random.nextInt(fields.get(i).length);
            size += lengths[i];
        }
        List<List<Value>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record(fields, lengths, random));
        }
        int padding = size > 3 ? random.nextInt(4) : 0;
        byte[] bytes = message(v9, fields, lengths, records, padding);
        Result result = Decoding.decode(new IpfixFormat(), new MemorySource("random", bytes));
        assertThat(result.counts().quarantined()).isZero();
        assertThat(result.rows()).hasSize(count);
        for (int i = 0; i < count; i++) {
            check(records.get(i), result.rows().get(i));
        }
    }

    private static void check(List<Value> values, DecodedFlow row) {
        int attributes = 0;
        for (Value value : values) {
            if (value.field().column != null) {
                assertThat(row.number(value.field().column))
                        .as(value.field().column)
                        .isEqualTo(value.value());
            } else {
                assertThat(row.attributes()).containsValue(Long.toUnsignedString(value.value()));
                attributes++;
            }
        }
        assertThat(row.attributes()).hasSize(attributes);
    }
}
