package org.flowfoundry.training.record.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordField.Kind;
import org.flowfoundry.training.record.RecordTable;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final int ROWS = 2_000;

    /** Flows with all that sources have: both directions, flags, histograms, names by protocol. */
    private static RecordTable flows() {
        SplittableRandom random = new SplittableRandom(3);
        double[] packets = new double[ROWS];
        double[] bytes = new double[ROWS];
        double[] reversePackets = new double[ROWS];
        double[] reverseBytes = new double[ROWS];
        double[] duration = new double[ROWS];
        double[] longest = new double[ROWS];
        double[] shortest = new double[ROWS];
        double[] longestAgain = new double[ROWS];
        double[][] counts = new double[3][ROWS];
        double[] noise = new double[ROWS];
        double[] backRate = new double[ROWS];
        String[] protocol = new String[ROWS];
        String[] flags = new String[ROWS];
        String[] forth = new String[ROWS];
        String[] back = new String[ROWS];
        String[] state = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            boolean isTcp = random.nextInt(3) > 0;
            boolean isOneWay = random.nextInt(4) == 0;
            protocol[i] = isTcp ? "6" : "17";
            packets[i] = 1 + random.nextInt(20);
            reversePackets[i] = isOneWay ? 0 : 1 + random.nextInt(20);
            for (int p = 0; p < packets[i] + reversePackets[i]; p++) {
                counts[random.nextInt(3)][i]++;
            }
            shortest[i] = 40 + random.nextInt(300);
            longest[i] = shortest[i] + random.nextInt(1_100);
            longestAgain[i] = longest[i];
            bytes[i] = packets[i] * (random.nextInt(4) == 0 ? 40 : 40 + random.nextInt(1_400));
            reverseBytes[i] = reversePackets[i] * (60 + random.nextInt(1_300));
            longest[i] = Math.min(longest[i], bytes[i] + reverseBytes[i]);
            longestAgain[i] = longest[i];
            shortest[i] = Math.min(shortest[i], longest[i]);
            backRate[i] = isOneWay ? 0 : 1 + random.nextInt(1_000);
            duration[i] = packets[i] + reversePackets[i] == 1 ? 0 : 1 + random.nextInt(5_000);
            int one = isTcp ? random.nextInt(32) : 0;
            int other = isTcp && !isOneWay ? random.nextInt(32) : 0;
            forth[i] = Integer.toString(one);
            back[i] = Integer.toString(other);
            flags[i] = Integer.toString(one | other);
            state[i] = isTcp ? List.of("FIN", "RST").get(random.nextInt(2)) : "CON";
            noise[i] = random.nextInt(100);
        }
        List<RecordField> fields = new ArrayList<>();
        List<Object> columns = new ArrayList<>();
        add(fields, columns, "protocol", protocol);
        add(fields, columns, "tcp_flags", forth);
        add(fields, columns, "reverse_tcp_flags", back);
        add(fields, columns, "packets", packets);
        add(fields, columns, "bytes", bytes);
        add(fields, columns, "reverse_packets", reversePackets);
        add(fields, columns, "reverse_bytes", reverseBytes);
        add(fields, columns, "duration_ms", duration);
        add(fields, columns, "attributes.TCP_FLAGS", flags);
        add(fields, columns, "attributes.LONGEST_FLOW_PKT", longest);
        add(fields, columns, "attributes.SHORTEST_FLOW_PKT", shortest);
        add(fields, columns, "attributes.MAX_IP_PKT_LEN", longestAgain);
        add(fields, columns, "attributes.NUM_PKTS_UP_TO_128_BYTES", counts[0]);
        add(fields, columns, "attributes.NUM_PKTS_128_TO_256_BYTES", counts[1]);
        add(fields, columns, "attributes.NUM_PKTS_256_TO_512_BYTES", counts[2]);
        add(fields, columns, "attributes.DST_TO_SRC_AVG_THROUGHPUT", backRate);
        add(fields, columns, "attributes.NOISE_PKTS", noise);
        add(fields, columns, "attributes.state", state);
        return new RecordTable(fields, columns, ROWS);
    }

    private static void add(List<RecordField> fields, List<Object> columns, String name, Object column) {
        fields.add(new RecordField(name, column instanceof double[] ? Kind.NUMBER : Kind.NAME, 0));
        columns.add(column);
    }

    @Test
    void findsWhatTheFlowsKeep() {
        assertThat(Rules.find(flows()))
                .extracting(Rule::text)
                .contains(
                        "packets ≥ 1",
                        "40 · packets ≤ bytes ≤ 1500 · packets",
                        "60 · reverse_packets ≤ reverse_bytes ≤ 1500 · reverse_packets",
                        "reverse_packets = 0 ⇔ reverse_bytes = 0",
                        "attributes.LONGEST_FLOW_PKT = attributes.MAX_IP_PKT_LEN",
                        "attributes.SHORTEST_FLOW_PKT ≤ attributes.LONGEST_FLOW_PKT",
                        "attributes.LONGEST_FLOW_PKT ≤ bytes + reverse_bytes",
                        "sum of attributes.NUM_PKTS_UP_TO_128_BYTES, attributes.NUM_PKTS_128_TO_256_BYTES,"
                                + " attributes.NUM_PKTS_256_TO_512_BYTES = packets + reverse_packets",
                        "attributes.TCP_FLAGS = reverse_tcp_flags | tcp_flags",
                        "protocol ≠ 6 ⇒ no tcp_flags",
                        "reverse_packets = 0 ⇒ attributes.DST_TO_SRC_AVG_THROUGHPUT = 0",
                        "packets + reverse_packets = 1 ⇒ duration_ms = 0",
                        "attributes.state seen with its protocol");
    }

    @Test
    void saysNothingTwiceAndNothingOfChance() {
        List<Rule> rules = Rules.find(flows());
        assertThat(rules).extracting(Rule::text).doesNotHaveDuplicates();
        assertThat(rules)
                .extracting(Rule::text)
                .noneMatch(text -> text.contains("NOISE"))
                .noneMatch(text -> text.startsWith("attributes.NUM_PKTS") && text.contains("≤"))
                .doesNotContain("attributes.SHORTEST_FLOW_PKT ≤ attributes.MAX_IP_PKT_LEN");
    }

    @Test
    void rulesTellRowsThatBreakThem() {
        RecordField field = new RecordField("packets", Kind.NUMBER, 0);
        RecordField other = new RecordField("bytes", Kind.NUMBER, 0);
        RecordTable table = new RecordTable(
                List.of(field, other),
                List.of(new double[] {1, 0, Double.NaN, 2}, new double[] {100, 60, 10, 3_100}),
                4);
        assertThat(new AtLeast("packets", 1).holds(table, 0)).isTrue();
        assertThat(new AtLeast("packets", 1).holds(table, 1)).isFalse();
        assertThat(new ZeroTogether("packets", "bytes").holds(table, 1)).isFalse();
        // What is not there is not wrong.
        assertThat(new PerPacket("bytes", "packets", 20, 1500).holds(table, 2)).isTrue();
        assertThat(new PerPacket("bytes", "packets", 20, 1500).holds(table, 3)).isFalse();
        assertThat(new PresentTogether(List.of("packets", "bytes")).holds(table, 2))
                .isFalse();
    }

    @Test
    void fewRecordsHaveNoRules() {
        RecordTable flows = flows();
        int[] few = new int[99];
        assertThat(Rules.find(flows.select(few))).isEmpty();
    }

    @Test
    void aFieldThatIsNotThereIsNamed() {
        RecordTable flows = flows();
        assertThatThrownBy(() -> new Equal("packets", "pakets").in(flows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no field pakets of these records");
    }
}
