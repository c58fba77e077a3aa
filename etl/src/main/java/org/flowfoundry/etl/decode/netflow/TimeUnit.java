package org.flowfoundry.etl.decode.netflow;

/** How a field counts absolute time (RFC 7011 sections 6.1.7 to 6.1.10). */
enum TimeUnit {
    SECONDS(4),
    MILLISECONDS(8),
    /** 64 bits as in NTP: seconds since 1900, and a binary fraction; micro- and nanoseconds alike. */
    NTP(8);

    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

    /** Times of the year 2200 and later are beyond doubt wrong, and would overflow microseconds if large enough. */
    private static final long LAST_MILLIS = 7_258_118_400_000L;

    private final int length;

    TimeUnit(int length) {
        this.length = length;
    }

    static TimeUnit of(DataType type) {
        return switch (type) {
            case DATE_TIME_SECONDS -> SECONDS;
            case DATE_TIME_MILLISECONDS -> MILLISECONDS;
            default -> NTP;
        };
    }

    /** The length of a field that is not reduced, in bytes. */
    int length() {
        return length;
    }

    /** Microseconds since 1970; 0 for a clock that was not set, and for times beyond any calendar's use. */
    long micros(long raw) {
        return switch (this) {
            case SECONDS -> raw >= 0 && raw <= LAST_MILLIS / 1_000 ? raw * 1_000_000 : 0;
            case MILLISECONDS -> raw >= 0 && raw <= LAST_MILLIS ? raw * 1_000 : 0;
            case NTP -> ntpMicros(raw);
        };
    }

    private static long ntpMicros(long raw) {
        if (raw == 0) {
            return 0;
        }
        long seconds = (raw >>> 32) - SECONDS_1900_TO_1970;
        if (seconds < 0) {
            seconds += 1L << 32; // the era that begins in 2036
        }
        return seconds * 1_000_000 + (((raw & 0xffff_ffffL) * 1_000_000 + (1L << 31)) >>> 32);
    }
}
