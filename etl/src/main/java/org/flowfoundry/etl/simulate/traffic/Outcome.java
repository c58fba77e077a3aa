package org.flowfoundry.etl.simulate.traffic;

/** How a conversation went: its TCP flags, and how Zeek names it ({@code conn_state}, {@code history}). */
public enum Outcome {
    /** TCP from handshake to both FINs. */
    COMPLETE(0x1b, 0x1b, "SF", "ShADadFf"),
    /** TCP, ended by a RST of the side that began. */
    RESET_BY_CLIENT(0x1e, 0x1a, "RSTO", "ShADadR"),
    /** TCP, ended by a RST of the side that was called. */
    RESET_BY_SERVER(0x1a, 0x1e, "RSTR", "ShADadr"),
    /** TCP, still open when the observation ended. */
    OPEN(0x1a, 0x1a, "S1", "ShADad"),
    /** SYN, answered by RST: nothing listens there. */
    REJECTED(0x02, 0x14, "REJ", "Sr"),
    /** SYN without any answer. */
    UNANSWERED(0x02, 0x00, "S0", "S"),
    /** SYN, SYN+ACK, and no third packet: a flood that fills the backlog. */
    HALF_OPEN(0x02, 0x12, "S1", "Sh"),
    /** SYN, SYN+ACK, RST: a scanner that found an open port. */
    PROBED(0x06, 0x12, "RSTO", "ShR"),
    /** Datagrams both ways. */
    ANSWERED(0, 0, "SF", "Dd"),
    /** Datagrams one way. */
    ONE_WAY(0, 0, "S0", "D");

    private final int forwardFlags;
    private final int reverseFlags;
    private final String connectionState;
    private final String history;

    Outcome(int forwardFlags, int reverseFlags, String connectionState, String history) {
        this.forwardFlags = forwardFlags;
        this.reverseFlags = reverseFlags;
        this.connectionState = connectionState;
        this.history = history;
    }

    public int forwardFlags() {
        return forwardFlags;
    }

    public int reverseFlags() {
        return reverseFlags;
    }

    public String connectionState() {
        return connectionState;
    }

    public String history() {
        return history;
    }

    /** Whether a flow meter saw its end and need not wait for its idle time-out. */
    public boolean closed() {
        return switch (this) {
            case COMPLETE, RESET_BY_CLIENT, RESET_BY_SERVER, REJECTED, PROBED -> true;
            case OPEN, UNANSWERED, HALF_OPEN, ANSWERED, ONE_WAY -> false;
        };
    }
}
