package org.flowfoundry.features.host;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;

/** The measured columns of {@code host_series}, in order. */
final class HostColumns {

    private static final String[] FLAGS = {"fin", "syn", "rst", "psh", "ack", "urg"};
    private static final String EXACT = "; exact up to " + KeyCounts.EXACT_KEYS + " distinct values, estimated beyond";

    static final List<HostColumn> ALL = all();

    private HostColumns() {}

    private static List<HostColumn> all() {
        List<HostColumn> columns = new ArrayList<>();
        volumes(columns);
        role(columns, "source", "destinations", HostWindow::asSource);
        role(columns, "destination", "sources", HostWindow::asDestination);
        mix(columns);
        columns.add(HostColumn.of(
                "quality_flags", IntegerType, HostWindow::qualityFlags, "Union of the flows' quality_flags"));
        return List.copyOf(columns);
    }

    private static void volumes(List<HostColumn> columns) {
        String unknown = "; null where no flow carries the counter";
        columns.add(HostColumn.of(
                "packets_out",
                LongType,
                w -> w.packetsOut().value(),
                "Packets the host sent, in either role" + unknown));
        columns.add(HostColumn.of(
                "packets_in", LongType, w -> w.packetsIn().value(), "Packets the host received" + unknown));
        columns.add(HostColumn.of(
                "bytes_out", LongType, w -> w.bytesOut().value(), "Bytes the host sent, in either role" + unknown));
        columns.add(HostColumn.of("bytes_in", LongType, w -> w.bytesIn().value(), "Bytes the host received" + unknown));
        real(
                columns,
                "packets_out_share",
                w -> outShare(w.packetsOut(), w.packetsIn()),
                "packets_out / (packets_out + packets_in), 0 to 1, an unknown one as 0");
        real(
                columns,
                "bytes_out_share",
                w -> outShare(w.bytesOut(), w.bytesIn()),
                "bytes_out / (bytes_out + bytes_in), 0 to 1, an unknown one as 0");
        real(columns, "bytes_mean", w -> w.bytes().mean(), "Mean bytes per flow, both directions");
        real(columns, "bytes_sd", w -> w.bytes().deviation(), "Standard deviation (population) of bytes per flow");
        real(columns, "bytes_max", w -> w.bytes().greatest(), "Most bytes of a flow, both directions");
        real(columns, "duration_mean_s", w -> w.durations().mean(), "Mean duration of the flows started here, seconds");
        real(columns, "duration_sd_s", w -> w.durations().deviation(), "Standard deviation (population) of the same");
    }

    private static void role(
            List<HostColumn> columns, String role, String peers, Function<HostWindow, RoleActivity> activity) {
        String as = "_as_" + role;
        String of = " of the host's flows as " + role;
        columns.add(HostColumn.of(
                "flows" + as, LongType, w -> activity.apply(w).flows(), "Flows active in the window, host as " + role));
        columns.add(HostColumn.of(
                "flows_started" + as,
                LongType,
                w -> activity.apply(w).gaps().starts(),
                "Flows that start in the window, host as " + role));
        keys(columns, peers, w -> activity.apply(w).peers(), peers + of, true);
        keys(
                columns,
                "destination_ports" + as,
                w -> activity.apply(w).destinationPorts(),
                "destination ports" + of,
                true);
        keys(columns, "source_ports" + as, w -> activity.apply(w).sourcePorts(), "source ports" + of, false);
        gaps(columns, as, w -> activity.apply(w).gaps().moments(), of);
    }

    private static void keys(
            List<HostColumn> columns,
            String name,
            Function<HostWindow, KeyCounts> keys,
            String what,
            boolean withSketch) {
        columns.add(
                HostColumn.of("distinct_" + name, LongType, w -> keys.apply(w).distinct(), "Distinct " + what + EXACT));
        real(columns, name + "_entropy", w -> keys.apply(w).entropy(), "Shannon entropy, bits, of " + what + EXACT);
        real(columns, name + "_top_share", w -> keys.apply(w).topShare(), "Share of the most frequent of " + what);
        if (withSketch) {
            columns.add(HostColumn.of(
                    name + "_sketch",
                    BinaryType,
                    w -> keys.apply(w).total() == 0 ? null : keys.apply(w).distinctSketch(),
                    "HLL sketch of " + what + ", for hll_union_agg and hll_sketch_estimate over longer windows"));
        }
    }

    private static void gaps(List<HostColumn> columns, String as, Function<HostWindow, Moments> gaps, String of) {
        String what = " seconds between consecutive starts" + of;
        real(columns, "start_gap_mean_s" + as, w -> gaps.apply(w).mean(), "Mean" + what);
        real(columns, "start_gap_sd_s" + as, w -> gaps.apply(w).deviation(), "Standard deviation (population):" + what);
        real(columns, "start_gap_cv" + as, w -> gaps.apply(w).variation(), "Deviation / mean:" + what);
        real(columns, "start_gap_min_s" + as, w -> gaps.apply(w).least(), "Least" + what);
        real(columns, "start_gap_max_s" + as, w -> gaps.apply(w).greatest(), "Most" + what);
    }

    private static void mix(List<HostColumn> columns) {
        String[] kinds = {"tcp", "udp", "icmp", "other_protocol"};
        for (int i = 0; i < kinds.length; i++) {
            int kind = i;
            String of = " of " + kinds[i].replace('_', ' ') + ", 0 to 1";
            real(columns, kinds[i] + "_flow_share", w -> w.mix().flowShare(kind), "Share of flows" + of);
            real(columns, kinds[i] + "_byte_share", w -> w.mix().byteShare(kind), "Share of bytes" + of);
        }
        real(columns, "protocol_entropy", w -> w.mix().protocols().entropy(), "Shannon entropy, bits, of protocols");
        for (int i = 0; i < FLAGS.length; i++) {
            int flag = i;
            flag(columns, FLAGS[i], flag, FLAGS[i].toUpperCase(Locale.ROOT));
        }
        flag(columns, "syn_only", TrafficMix.SYN_ONLY, "SYN but no ACK");
    }

    private static void flag(List<HostColumn> columns, String name, int flag, String what) {
        real(
                columns,
                name + "_share",
                w -> w.mix().flagShare(flag),
                "Share of TCP flows with known flags that show " + what + " in either direction, 0 to 1");
    }

    private static void real(
            List<HostColumn> columns, String name, Function<HostWindow, Object> value, String comment) {
        DataType type = DoubleType;
        columns.add(HostColumn.of(name, type, value, comment));
    }

    private static Double outShare(CounterSum out, CounterSum in) {
        double sent = out.value() == null ? 0 : out.value();
        double received = in.value() == null ? 0 : in.value();
        return sent + received == 0 ? null : (Double) (sent / (sent + received));
    }
}
