package org.flowfoundry.etl.decode.cicflowmeter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The columns that the table of flows has a place for, with their spellings in CICFlowMeter's releases. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are copies that nobody can change
enum CicColumn {
    DURATION("Flow Duration"),
    FORWARD_PACKETS("Total Fwd Packets", "Total Fwd Packet", "Tot Fwd Pkts"),
    BACKWARD_PACKETS("Total Backward Packets", "Total Bwd packets", "Tot Bwd Pkts"),
    FORWARD_BYTES("Total Length of Fwd Packets", "Total Length of Fwd Packet", "TotLen Fwd Pkts"),
    BACKWARD_BYTES("Total Length of Bwd Packets", "Total Length of Bwd Packet", "TotLen Bwd Pkts"),
    SOURCE("Source IP", "Src IP"),
    DESTINATION("Destination IP", "Dst IP"),
    SOURCE_PORT("Source Port", "Src Port"),
    DESTINATION_PORT("Destination Port", "Dst Port"),
    PROTOCOL("Protocol"),
    TIME("Timestamp"),
    LABEL("Label");

    private static final List<CicColumn> NEEDED = List.of(DURATION, FORWARD_PACKETS, BACKWARD_PACKETS, FORWARD_BYTES);

    private final List<String> spellings;

    CicColumn(String... spellings) {
        this.spellings = List.of(spellings);
    }

    /** A name's letters and digits, in lower case. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** The column that a name in a file stands for. */
    static Optional<CicColumn> named(String name) {
        String plain = plain(name);
        return Arrays.stream(values())
                .filter(column -> column.isAmong(Set.of(plain)))
                .findFirst();
    }

    /** What a file with these plain names lacks, in the oldest spelling. */
    static List<String> missing(Set<String> names) {
        return NEEDED.stream()
                .filter(column -> !column.isAmong(names))
                .map(column -> column.spellings.get(0))
                .toList();
    }

    private boolean isAmong(Set<String> names) {
        return spellings.stream().map(CicColumn::plain).anyMatch(names::contains);
    }
}
