package org.flowfoundry.training.flows;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What the name of a source's field says about it: data sets spell them in many ways, so words decide, not whole names. */
public final class AttributeNames {

    /** Where one word ends in {@code FLOW_START_MILLISECONDS}, {@code sAddress}, {@code detailed-label}. */
    private static final Pattern BORDER = Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

    /** Of these words, one is enough to keep a field from a model. */
    private static final Set<String> HIDDEN_WORDS = Set.of(
            // who it was
            "address",
            "addr",
            "ips",
            "mac",
            "macs",
            "port",
            "ports",
            "sport",
            "dport",
            "dsport",
            "srcip",
            "dstip",
            "srcaddr",
            "dstaddr",
            "host",
            "hostname",
            "name",
            "domain",
            "uri",
            "url",
            "user",
            "sni",
            "subject",
            "issuer",
            "node",
            "sensor",
            "exporter",
            "interface",
            "ifindex",
            "vlan",
            "asn",
            "country",
            "vrf",
            "mpls",
            // which record it was
            "id",
            "ids",
            "uid",
            "uids",
            "fuid",
            "uuid",
            "file",
            "record",
            "parents",
            "index",
            "row",
            "split",
            "fold",
            // when it was
            "ts",
            "timestamp",
            "date",
            "datetime",
            "stime",
            "ltime",
            "start",
            "end",
            "starttime",
            "endtime",
            "lasttime",
            "offset",
            "epoch",
            "seen",
            "switched",
            "clock",
            // what is asked for
            "label",
            "labels",
            "attack",
            "category",
            "cat",
            "class",
            "dataset",
            "target",
            "malicious",
            "threat",
            "tactic",
            "technique",
            // what tells hosts apart without saying what they do
            "ttl",
            "sttl",
            "dttl",
            "rttl",
            "hoplimit",
            "stcpb",
            "dtcpb",
            "ct");

    /** Parts of names written as one word; a state code is a number that a data set's authors gave to outcomes. */
    private static final List<String> HIDDEN_PARTS = List.of(
            "ttl", "statecode", "queryid", "seqnum", "sequencenumber", "tcpseq", "srcip", "dstip", "ipaddr", "label");

    private static final Set<String> NOMINAL_WORDS = Set.of(
            "proto",
            "protocol",
            "type",
            "code",
            "state",
            "service",
            "command",
            "method",
            "version",
            "status",
            "dir",
            "direction",
            "tos",
            "dscp");

    /** Hidden from models that judge flows, but part of what a flow is. */
    private static final Set<String> TELLING_WORDS =
            Set.of("ttl", "sttl", "dttl", "rttl", "hoplimit", "stcpb", "dtcpb", "ct", "id", "ids");

    private AttributeNames() {}

    /** Whether a model must not see the field. */
    static boolean isHidden(String name) {
        String joined = joined(name);
        String[] words = words(name);
        // MIN_IP_PKT_LEN is no address, src_ip is.
        return words.length > 0 && words[words.length - 1].equals("ip")
                || Arrays.stream(words).anyMatch(HIDDEN_WORDS::contains)
                || HIDDEN_PARTS.stream().anyMatch(joined::contains);
    }

    /** Whether the field says who it was, when, which record, or what is asked for: nothing that a synthetic flow may have. */
    public static boolean isIdentity(String name) {
        String[] words = words(name);
        return words.length > 0 && words[words.length - 1].equals("ip")
                || Arrays.stream(words).anyMatch(word -> HIDDEN_WORDS.contains(word) && !TELLING_WORDS.contains(word));
    }

    /** Whether numbers in the field are names for things, not amounts. */
    public static boolean isNominal(String name) {
        return Arrays.stream(words(name)).anyMatch(NOMINAL_WORDS::contains);
    }

    /** Whether it holds the union of TCP flags as a number. */
    public static boolean isTcpFlags(String name) {
        return joined(name).endsWith("tcpflags");
    }

    /** Whether it holds a duration, which 32 bits of microseconds may have overflown. */
    static boolean isDuration(String name) {
        return joined(name).contains("duration");
    }

    private static String[] words(String name) {
        return BORDER.splitAsStream(name)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    private static String joined(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
