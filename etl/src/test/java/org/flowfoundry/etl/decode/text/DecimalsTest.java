package org.flowfoundry.etl.decode.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "1545403816.962094, 1545403816962094",
        "1521911720.6007249355316162, 1521911720600725",
        "0.000064, 64",
        "9.5367431640625e-07, 1",
        "4.9E-7, 0",
        "5e-7, 1",
        "1.5e9, 1500000000000000",
        "-0.25, -250000",
        "+3., 3000000",
        ".5, 500000",
        "0000000000000000000000001, 1000000",
        "0e9999, 0"
    })
    void secondsToMicroseconds(String text, long micros) {
        assertThat(scaled(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", ".", "x", "1x", "1.2.3", "1e", "1e+", "1e12345", "0x1f", "nan", " 1", "1_0", "1,5"})
    void whatIsNoNumber(String text) {
        assertThat(scaled(text)).isEqualTo(Decimals.INVALID);
        assertThat(whole(text)).isEqualTo(Decimals.INVALID);
    }

    @Test
    void wholeNumbers() {
        assertThat(whole("0")).isZero();
        assertThat(whole("7.0")).isEqualTo(7);
        assertThat(whole("1.25e2")).isEqualTo(125);
        assertThat(whole("-3")).isEqualTo(-3);
        assertThat(whole("7.5")).isEqualTo(Decimals.INVALID);
        assertThat(whole("5e-1")).isEqualTo(Decimals.INVALID);
        assertThat(whole("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(whole("9223372036854775807.000")).isEqualTo(Long.MAX_VALUE);
        assertThat(whole("9223372036854775808")).isEqualTo(Decimals.OUT_OF_RANGE);
        assertThat(whole("18446744073709551615")).isEqualTo(Decimals.OUT_OF_RANGE);
        assertThat(whole("1e19")).isEqualTo(Decimals.OUT_OF_RANGE);
        assertThat(scaled("92233720368547758070")).isEqualTo(Decimals.OUT_OF_RANGE);
    }

    @Test
    void nineteenDigitsBelowTheUnitStillRound() {
        assertThat(scaled("0.005000000000000000000e-4")).isEqualTo(1);
        assertThat(scaled("0.004999999999999999999e-4")).isZero();
        assertThat(scaled("0.0005000000000000000000e-4")).isZero();
    }

    @Test
    void digitsBeyondALongStillCount() {
        assertThat(scaled("9223372036854.77580699")).isEqualTo(Long.MAX_VALUE);
        assertThat(scaled("-9223372036854.77580699")).isEqualTo(-Long.MAX_VALUE);
        assertThat(scaled("92233720368547758080e-9")).isEqualTo(92_233_720_368_547_758L);
        assertThat(whole("10000000000000000000000e-4")).isEqualTo(1_000_000_000_000_000_000L);
        assertThat(whole("1".repeat(200))).isEqualTo(Decimals.INVALID);
    }

    @Property(tries = 5000)
    void agreesWithBigDecimal(
            @ForAll long unscaled,
            @ForAll @IntRange(min = 0, max = 24) int decimals,
            @ForAll @IntRange(min = -4, max = 4) int exponent) {
        BigDecimal number = BigDecimal.valueOf(unscaled, decimals);
        String text = number.toPlainString() + (exponent == 0 ? "" : "e" + exponent);
        BigDecimal exact = number.scaleByPowerOfTen(6 + exponent).setScale(0, RoundingMode.HALF_UP);

        long expected = exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? Decimals.OUT_OF_RANGE
                : exact.longValueExact();
        assertThat(scaled(text)).isEqualTo(expected);
    }

    private static long scaled(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Decimals.scaled(bytes, 0, bytes.length, 6);
    }

    private static long whole(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Decimals.whole(bytes, 0, bytes.length);
    }
}
