package org.flowfoundry.etl.simulate;

import java.util.List;
import java.util.Locale;

/** What the output folder says about itself. */
final class Readme {

    private static final String HEAD =
            """
            Simulated flow exports of sample networks, with labels, written by `flowfoundry simulate`.

            They are there to try FlowFoundry and to test it. They are no evidence of how well a model works on a
            real network. All addresses are private or for documentation and belong to nobody.

            """;

    private static final String TAIL =
            """

            truth/NETWORK.csv.gz has one line for each flow record, in the order of the files and records: the record's
            times, its addresses and ports (type and code for ICMP), the packets and bytes that really passed (before
            sampling), what the hosts did (activity), the label, the event it belongs to, Zeek's uid, the file, and
            the number of the flow record in that file (from 0, options records not counted).

            Labels: benign, horizontal_scan, vertical_scan, syn_flood, reflection_ddos, brute_force, botnet_beacon,
            exfiltration. Flash crowds and background radiation are benign; where each direction is a record of its own,
            a victim's answers carry the attack's label too. The IPFIX files carry the label as an
            element of their own: enterprise 32473 (for documentation, RFC 5612), number 1, described in the file
            (RFC 5610). NetFlow v9 and Zeek have no place for it: there it stands in the truth only.
            """;

    private Readme() {}

    static String of(List<SampleNetwork> networks) {
        StringBuilder text = new StringBuilder(HEAD);
        for (SampleNetwork network : networks) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-9s %s\n          (flowfoundry ingest --format %s)\n",
                    network.name(),
                    network.description(),
                    network.format()));
        }
        return text.append(TAIL).toString();
    }
}
