package org.flowfoundry.etl.simulate.traffic;

import static org.flowfoundry.etl.simulate.traffic.Endpoints.ICMP;
import static org.flowfoundry.etl.simulate.traffic.Endpoints.TCP;
import static org.flowfoundry.etl.simulate.traffic.Endpoints.UDP;

/**
 * What clients ask of servers, and how large and long one conversation is. Sizes are log-normal in their body; one in some
 * tens or hundreds is drawn from a Pareto tail instead, as measured for web, mail and file transfers.
 */
@SuppressWarnings("ImmutableEnumChecker") // its fields are records of numbers
public enum Service {
    DNS("dns", "dns", UDP, 53, 0, new Size(42, 0.25, 0, 0), new Size(140, 0.7, 0, 0), new Pace(1e6, 0), false),
    NTP("ntp", "ntp", UDP, 123, 0, new Size(48, 0, 0, 0), new Size(48, 0, 0, 0), new Pace(1e6, 0), false),
    PING("ping", "", ICMP, 8, 0, new Size(224, 0.5, 0, 0), new Size(224, 0, 0, 0), new Pace(64, 0), false),
    WEB(
            "web",
            "ssl",
            TCP,
            443,
            0,
            new Size(1_800, 0.9, 0.005, 1e6),
            new Size(14_000, 1.7, 0.02, 2e6),
            new Pace(2e6, 1.5),
            true),
    WEB_PLAIN(
            "web_plain",
            "http",
            TCP,
            80,
            0,
            new Size(600, 0.7, 0, 0),
            new Size(9_000, 1.6, 0.01, 2e6),
            new Pace(2e6, 0.5),
            true),
    QUIC(
            "web_quic",
            "quic",
            UDP,
            443,
            0,
            new Size(3_500, 0.8, 0, 0),
            new Size(22_000, 1.6, 0.02, 2e6),
            new Pace(2e6, 1.0),
            true),
    VIDEO(
            "video",
            "quic",
            UDP,
            443,
            0x88,
            new Size(40_000, 0.6, 0, 0),
            new Size(2.5e7, 1.0, 0.05, 2e8),
            new Pace(6e5, 5),
            true),
    MAIL_TRANSFER(
            "mail_transfer",
            "smtp",
            TCP,
            25,
            0,
            new Size(25_000, 1.5, 0.03, 1e6),
            new Size(600, 0.3, 0, 0),
            new Pace(1e6, 1),
            true),
    MAIL_SUBMISSION(
            "mail_submission",
            "smtp",
            TCP,
            587,
            0,
            new Size(30_000, 1.6, 0.03, 1e6),
            new Size(4_500, 0.2, 0, 0),
            new Pace(1e6, 1),
            true),
    MAILBOX(
            "mailbox",
            "ssl",
            TCP,
            993,
            0,
            new Size(3_000, 0.8, 0, 0),
            new Size(25_000, 1.6, 0.02, 1e6),
            new Pace(2e6, 120),
            true),
    SSH(
            "ssh",
            "ssh",
            TCP,
            22,
            0x10,
            new Size(9_000, 1.2, 0.01, 5e6),
            new Size(16_000, 1.5, 0.01, 5e6),
            new Pace(4e6, 240),
            true),
    FILE_SHARE(
            "file_share",
            "gssapi,smb",
            TCP,
            445,
            0,
            new Size(30_000, 1.6, 0.02, 4e6),
            new Size(120_000, 1.9, 0.03, 1e7),
            new Pace(3e7, 20),
            false),
    BACKUP(
            "backup",
            "",
            TCP,
            9103,
            0x20,
            new Size(1.2e9, 0.9, 0, 0),
            new Size(400_000, 0.5, 0, 0),
            new Pace(4e7, 20),
            false);

    /** No transfer is larger, in bytes. */
    private static final double LARGEST = 8e9;

    /** Payload bytes: median and sigma of the body, share of the tail and its least size. */
    private record Size(double median, double sigma, double tailShare, double tailFrom) {

        private static final double TAIL_ALPHA = 1.2;

        long draw(RandomStream random) {
            boolean inTail = random.chance(tailShare);
            double size = inTail ? random.pareto(tailFrom, TAIL_ALPHA) : random.logNormal(median, sigma);
            return (long) Math.max(1, Math.min(LARGEST, size));
        }
    }

    private final String activity;
    private final String application;
    private final int protocol;
    private final int port;
    private final int tos;
    private final Size request;
    private final Size response;
    private final Pace pace;
    private final boolean namedServers;

    Service(
            String activity,
            String application,
            int protocol,
            int port,
            int tos,
            Size request,
            Size response,
            Pace pace,
            boolean namedServers) {
        this.activity = activity;
        this.application = application;
        this.protocol = protocol;
        this.port = port;
        this.tos = tos;
        this.request = request;
        this.response = response;
        this.pace = pace;
        this.namedServers = namedServers;
    }

    public String activity() {
        return activity;
    }

    /** The service as application recognition names it, in Zeek's words; empty where it knows none. */
    public String application() {
        return application;
    }

    public int protocol() {
        return protocol;
    }

    /** Port that servers listen on; the type of the request for ICMP. */
    public int port() {
        return port;
    }

    /** Type of service octet of its packets: EF, AF and CS as networks mark them. */
    int tos() {
        return tos;
    }

    /** Whether clients look the server's name up first. */
    boolean namedServers() {
        return namedServers;
    }

    /** Payload bytes that a client sends. */
    long requestBytes(RandomStream random) {
        return request.draw(random);
    }

    /** Payload bytes that a server sends. */
    long responseBytes(RandomStream random) {
        return response.draw(random);
    }

    public Pace pace() {
        return pace;
    }
}
