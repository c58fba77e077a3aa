package org.flowfoundry.etl.simulate.traffic;

import static org.flowfoundry.etl.simulate.traffic.Endpoints.ICMP;
import static org.flowfoundry.etl.simulate.traffic.Endpoints.TCP;
import static org.flowfoundry.etl.simulate.traffic.Endpoints.UDP;

/**
 * What clients ask of servers, and how large and long one conversation is: request and response sizes, and pace. Sizes are
 * log-normal in their body; a small share is drawn from a Pareto tail instead, as measured for web, mail and file transfers.
 */
@SuppressWarnings("ImmutableEnumChecker") // its fields are records of numbers
public enum Service {
    DNS("dns", "dns", UDP, 53, body(42, 0.25), body(140, 0.7), pace(1e6, 0)),
    NTP("ntp", "ntp", UDP, 123, body(48, 0), body(48, 0), pace(1e6, 0)),
    PING("ping", "", ICMP, 8, body(56, 0), body(56, 0), pace(1e6, 0)),
    WEB("web", "ssl", TCP, 443, tailed(1_800, 0.9, 0.005, 1e6), tailed(14_000, 1.7, 0.02, 2e6), pace(2e6, 1.5)),
    WEB_PLAIN("web_plain", "http", TCP, 80, body(600, 0.7), tailed(9_000, 1.6, 0.01, 2e6), pace(2e6, 0.5)),
    QUIC("web_quic", "quic", UDP, 443, body(3_500, 0.8), tailed(22_000, 1.6, 0.02, 2e6), pace(2e6, 1)),
    VIDEO("video", "quic", UDP, 443, body(40_000, 0.6), tailed(2.5e7, 1, 0.05, 2e8), pace(6e5, 5)),
    MAIL_TRANSFER("mail_transfer", "smtp", TCP, 25, tailed(25_000, 1.5, 0.03, 1e6), body(600, 0.3), pace(1e6, 1)),
    MAIL_SUBMISSION(
            "mail_submission", "smtp", TCP, 587, tailed(30_000, 1.6, 0.03, 1e6), body(4_500, 0.2), pace(1e6, 1)),
    MAILBOX("mailbox", "ssl", TCP, 993, body(3_000, 0.8), tailed(25_000, 1.6, 0.02, 1e6), pace(2e6, 120)),
    SSH("ssh", "ssh", TCP, 22, tailed(9_000, 1.2, 0.01, 5e6), tailed(16_000, 1.5, 0.01, 5e6), pace(4e6, 240)),
    FILE_SHARE(
            "file_share",
            "gssapi,smb",
            TCP,
            445,
            tailed(3e4, 1.6, 0.02, 4e6),
            tailed(1.2e5, 1.9, 0.03, 1e7),
            pace(3e7, 20)),
    BACKUP("backup", "", TCP, 9103, body(1.2e9, 0.9), body(400_000, 0.5), pace(4e7, 20));

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
    private final Size request;
    private final Size response;
    private final Pace pace;

    Service(String activity, String application, int protocol, int port, Size request, Size response, Pace pace) {
        this.activity = activity;
        this.application = application;
        this.protocol = protocol;
        this.port = port;
        this.request = request;
        this.response = response;
        this.pace = pace;
    }

    private static Size body(double median, double sigma) {
        return new Size(median, sigma, 0, 0);
    }

    private static Size tailed(double median, double sigma, double tailShare, double tailFrom) {
        return new Size(median, sigma, tailShare, tailFrom);
    }

    private static Pace pace(double bytesPerSecond, double idleSeconds) {
        return new Pace(bytesPerSecond, idleSeconds);
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

    public Pace pace() {
        return pace;
    }

    /** Type of service octet of its packets, as networks mark them: AF41 video, low delay, CS1 background. */
    int tos() {
        return switch (this) {
            case VIDEO -> 0x88;
            case SSH -> 0x10;
            case BACKUP -> 0x20;
            default -> 0;
        };
    }

    /** Whether clients look the server's name up first. */
    boolean namedServers() {
        return switch (this) {
            case DNS, NTP, PING, FILE_SHARE, BACKUP -> false;
            default -> true;
        };
    }

    /** Payload bytes that a client sends. */
    long requestBytes(RandomStream random) {
        return request.draw(random);
    }

    /** Payload bytes that a server sends. */
    long responseBytes(RandomStream random) {
        return response.draw(random);
    }
}
