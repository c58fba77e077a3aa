package org.flowfoundry.etl.decode.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Decimal numbers in ASCII, with sign, fraction and exponent, read as scaled integers: no binary fraction comes between, so
 * a time with six decimals keeps its microseconds.
 */
public final class Decimals {

    /** The text is no decimal number. */
    public static final long INVALID = Long.MIN_VALUE;

    /** The number does not fit. */
    public static final long OUT_OF_RANGE = Long.MIN_VALUE + 1;

    /** Digits that a long holds whatever they are. */
    private static final int SAFE_DIGITS = 18;

    private static final long HALF_OF_TEN_TO_19 = 5_000_000_000_000_000_000L;
    private static final long LAST_TENTH = Long.MAX_VALUE / 10;
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** More than any number is written with; reading a number takes time that grows with the square of its digits. */
    private static final int MOST_CHARACTERS = 128;

    private static final int MOST_EXPONENT = 9_999;
    private static final long[] POWERS = powers();

    private Decimals() {}

    /**
     * The number times a power of ten, rounded half away from zero.
     *
     * @param scale the power, as 6 for seconds to microseconds
     * @return the integer, {@link #INVALID} or {@link #OUT_OF_RANGE}
     */
    public static long scaled(byte[] text, int from, int to, int scale) {
        return parse(text, from, to, scale, true);
    }

    /** The number where it is whole ({@code 7}, {@code 7.0}, {@code 7e3}); {@link #INVALID} or {@link #OUT_OF_RANGE} else. */
    public static long whole(byte[] text, int from, int to) {
        if (to - from > SAFE_DIGITS || from == to) {
            return parse(text, from, to, 0, false);
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return parse(text, from, to, 0, false);
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static long parse(byte[] text, int from, int to, int scale, boolean rounds) {
        boolean negative = from < to && text[from] == '-';
        int i = negative || (from < to && text[from] == '+') ? from + 1 : from;
        long mantissa = 0;
        int shift = scale;
        int digits = 0;
        boolean inFraction = false;
        boolean fits = true;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (text[i] == '.' && !inFraction) {
                inFraction = true;
            } else if (digit < 0 || digit > 9) {
                break;
            } else {
                digits++;
                fits &= mantissa < LAST_TENTH || (mantissa == LAST_TENTH && digit <= 7);
                mantissa = mantissa * 10 + digit;
                shift -= inFraction ? 1 : 0;
            }
        }
        if (digits == 0) {
            return INVALID;
        }
        if (i < to) {
            int exponent = exponent(text, i, to);
            if (exponent > MOST_EXPONENT) {
                return INVALID;
            }
            shift += exponent;
        }
        if (!fits) {
            return exact(new String(text, from, to - from, StandardCharsets.ISO_8859_1), scale, rounds);
        }
        long value = shift(mantissa, shift, rounds);
        return negative && value > 0 ? -value : value;
    }

    /** A number with more digits than a long holds, known to be well formed. */
    private static long exact(String text, int scale, boolean rounds) {
        if (text.length() > MOST_CHARACTERS) {
            return INVALID;
        }
        BigDecimal number = new BigDecimal(text).scaleByPowerOfTen(scale);
        if (!rounds && number.stripTrailingZeros().scale() > 0) {
            return INVALID;
        }
        BigDecimal whole = number.setScale(0, RoundingMode.HALF_UP);
        return whole.abs().compareTo(LARGEST) > 0 ? OUT_OF_RANGE : whole.longValueExact();
    }

    /** The exponent from its letter on; more than {@link #MOST_EXPONENT} where it is none, or too large. */
    private static int exponent(byte[] text, int from, int to) {
        if ((text[from] | 0x20) != 'e') {
            return Integer.MAX_VALUE;
        }
        int i = from + 1;
        boolean negative = i < to && text[i] == '-';
        if (negative || (i < to && text[i] == '+')) {
            i++;
        }
        if (i == to || to - i > 4) {
            return Integer.MAX_VALUE;
        }
        int exponent = 0;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MAX_VALUE;
            }
            exponent = exponent * 10 + digit;
        }
        return negative ? -exponent : exponent;
    }

    private static long shift(long mantissa, int shift, boolean rounds) {
        if (mantissa == 0 || shift == 0) {
            return mantissa;
        }
        if (shift > 0) {
            return shift > SAFE_DIGITS || mantissa > Long.MAX_VALUE / POWERS[shift]
                    ? OUT_OF_RANGE
                    : mantissa * POWERS[shift];
        }
        if (-shift > SAFE_DIGITS) {
            // A long has 19 digits at most: only a shift by just as many can round up.
            return !rounds ? INVALID : -shift == SAFE_DIGITS + 1 && mantissa >= HALF_OF_TEN_TO_19 ? 1 : 0;
        }
        long divisor = POWERS[-shift];
        long remainder = mantissa % divisor;
        if (remainder != 0 && !rounds) {
            return INVALID;
        }
        return mantissa / divisor + (remainder >= divisor - remainder ? 1 : 0);
    }

    private static long[] powers() {
        long[] powers = new long[SAFE_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
