package org.flowfoundry.etl.decode.netflow;

import org.flowfoundry.etl.decode.capture.NetworkBytes;

/** Tells messages from other bytes by what must hold in every one: version, counts, lengths, set ids. */
final class MessageShape {

    /** No message is longer: IPFIX's header cannot say more, and a UDP datagram cannot hold more. */
    static final int MAXIMUM_LENGTH = 65_535;

    /** 1996, when NetFlow began. */
    private static final long FIRST_CREDIBLE_SECONDS = 820_454_400;

    private static final int MAXIMUM_V5_RECORDS = (MAXIMUM_LENGTH - 24) / Dialect.V5_RECORD;

    private MessageShape() {}

    /** Whether the bytes of a datagram are a message, at least at its beginning. */
    static boolean isMessage(byte[] bytes, int at, int available) {
        if (available < 2) {
            return false;
        }
        Dialect dialect = Dialect.ofVersion(NetworkBytes.u16(bytes, at));
        if (dialect == null || available < dialect.headerLength()) {
            return false;
        }
        return switch (dialect) {
            case V5 -> isV5(bytes, at, available);
            case V9 -> available == dialect.headerLength() || setBegins(dialect, bytes, at, at + available);
            case IPFIX -> isIpfix(bytes, at, available);
        };
    }

    private static boolean isV5(byte[] bytes, int at, int available) {
        int count = NetworkBytes.u16(bytes, at + 2);
        int body = available - 24;
        boolean whole = body >= count * Dialect.V5_RECORD;
        boolean inRecords = body > 0 && body % Dialect.V5_RECORD == 0;
        return count > 0 && count <= MAXIMUM_V5_RECORDS && (whole || inRecords);
    }

    private static boolean isIpfix(byte[] bytes, int at, int available) {
        int length = NetworkBytes.u16(bytes, at + 2);
        int header = Dialect.IPFIX.headerLength();
        return length == header || (length > header && setBegins(Dialect.IPFIX, bytes, at, at + available));
    }

    /** Whether the first set fits what there is of the message. */
    private static boolean setBegins(Dialect dialect, byte[] bytes, int at, int end) {
        int set = at + dialect.headerLength();
        if (end - set < 4) {
            return false;
        }
        int id = NetworkBytes.u16(bytes, set);
        int length = NetworkBytes.u16(bytes, set + 2);
        return dialect.allowsSet(id) && length >= 4 && set + length <= end;
    }

    /**
     * The older version that a datagram is of, and that is not read; 0 where it is none.
     *
     * <p>v1 has 16 bytes of header and 52 a record, v7 24 and 52, v8 28 and one length a record that its method gives.
     */
    static int unreadVersion(byte[] bytes, int at, int available) {
        if (available < 16) {
            return 0;
        }
        int version = NetworkBytes.u16(bytes, at);
        int count = NetworkBytes.u16(bytes, at + 2);
        boolean fits =
                switch (version) {
                    case 1 -> available == 16 + count * 52;
                    case 7 -> available == 24 + count * 52;
                    case 8 -> available > 28 && count > 0 && (available - 28) % count == 0;
                    default -> false;
                };
        return fits && count > 0 ? version : 0;
    }

    /**
     * How long a message is that stands in a file, by its header, its sets, and what stands behind it.
     *
     * @return its length in bytes, more than available where the file ends first; 0 where no message begins here
     */
    static int storedLength(byte[] bytes, int at, int available) {
        if (!isMessage(bytes, at, available) && !isCutMessage(bytes, at, available)) {
            return 0;
        }
        Dialect dialect = Dialect.ofVersion(NetworkBytes.u16(bytes, at));
        int claimed = claimedLength(dialect, bytes, at, available);
        if (claimed >= available || endsWell(bytes, at, available, claimed)) {
            int hidden = claimed > available ? siblingWithin(dialect, bytes, at, available, available) : 0;
            return hidden > 0 ? hidden : claimed;
        }
        int walked = dialect == Dialect.IPFIX ? setsEnd(dialect, bytes, at, available) : 0;
        if (walked > claimed && walked <= available && endsWell(bytes, at, available, walked)) {
            return walked; // the header's length is wrong, its sets' lengths are not
        }
        int hidden = siblingWithin(dialect, bytes, at, claimed, available);
        return hidden > 0 ? hidden : claimed;
    }

    /** v9 does not say its length: its sets go on until a set id that is a version number, which no set may have. */
    private static int claimedLength(Dialect dialect, byte[] bytes, int at, int available) {
        return switch (dialect) {
            case V5 -> 24 + NetworkBytes.u16(bytes, at + 2) * Dialect.V5_RECORD;
            case V9 -> setsEnd(dialect, bytes, at, available);
            case IPFIX -> NetworkBytes.u16(bytes, at + 2);
        };
    }

    /** Whether what there is can be the beginning of a message that the file ends in. */
    private static boolean isCutMessage(byte[] bytes, int at, int available) {
        if (available > MAXIMUM_LENGTH || available < 2) {
            return false;
        }
        Dialect dialect = Dialect.ofVersion(NetworkBytes.u16(bytes, at));
        if (dialect == null || available < dialect.headerLength()) {
            return false;
        }
        int set = dialect.headerLength();
        return switch (dialect) {
            case V5 -> NetworkBytes.u16(bytes, at + 2) > 0 && NetworkBytes.u16(bytes, at + 2) <= MAXIMUM_V5_RECORDS;
            case V9 -> available >= set + 4 && dialect.allowsSet(NetworkBytes.u16(bytes, at + set));
            case IPFIX ->
                NetworkBytes.u16(bytes, at + 2) > available
                        && available >= set + 4
                        && dialect.allowsSet(NetworkBytes.u16(bytes, at + set));
        };
    }

    /** Whether another message, with or without padding before it, or nothing stands behind a message of that length. */
    private static boolean endsWell(byte[] bytes, int at, int available, int length) {
        int zeros = length;
        while (zeros < available && bytes[at + zeros] == 0) {
            zeros++;
        }
        int next = zeros - 1;
        boolean messageBehind = zeros > length
                && zeros < available
                && beginsMessage(bytes, at + next, available - next)
                && hasCredibleClock(bytes, at + next, at);
        return zeros == available || messageBehind;
    }

    /** Whether a header's time is near another one's, or at least of an age that had export messages. */
    private static boolean hasCredibleClock(byte[] bytes, int one, int other) {
        long seconds = exportSeconds(bytes, one);
        return seconds >= FIRST_CREDIBLE_SECONDS || Math.abs(seconds - exportSeconds(bytes, other)) <= 3_600;
    }

    private static long exportSeconds(byte[] bytes, int at) {
        return NetworkBytes.u32(bytes, at + (bytes[at + 1] == Dialect.IPFIX.version() ? 4 : 8));
    }

    /** Whether a message's header can begin here. */
    static boolean beginsMessage(byte[] bytes, int at, int available) {
        return isMessage(bytes, at, available) || isCutMessage(bytes, at, available);
    }

    /** Where inside a message another one of the same exporter begins, which shows a wrong length; 0 where none does. */
    private static int siblingWithin(Dialect dialect, byte[] bytes, int at, int length, int available) {
        int last = Math.min(length, available - dialect.headerLength());
        for (int next = dialect.headerLength(); next <= last; next++) {
            if (bytes[at + next] == 0
                    && bytes[at + next + 1] == bytes[at + 1]
                    && isMessage(bytes, at + next, available - next)
                    && isSibling(dialect, bytes, at + next, at)) {
                return next;
            }
        }
        return 0;
    }

    /** Whether two headers name the same observation domain and near times. */
    private static boolean isSibling(Dialect dialect, byte[] bytes, int one, int other) {
        int domain = dialect.headerLength() - 4;
        int domainLength = dialect == Dialect.V5 ? 2 : 4;
        return Math.abs(exportSeconds(bytes, one) - exportSeconds(bytes, other)) <= 3_600
                && NetworkBytes.unsigned(bytes, one + domain, domainLength)
                        == NetworkBytes.unsigned(bytes, other + domain, domainLength);
    }

    /** The length up to the end of the last set that can be one. */
    private static int setsEnd(Dialect dialect, byte[] bytes, int at, int available) {
        int end = at + Math.min(available, MAXIMUM_LENGTH);
        int here = at + dialect.headerLength();
        while (end - here >= 4) {
            int length = NetworkBytes.u16(bytes, here + 2);
            if (length < 4 || !dialect.allowsSet(NetworkBytes.u16(bytes, here))) {
                break;
            }
            here += length;
        }
        return here - at;
    }
}
