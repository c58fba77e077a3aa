package org.flowfoundry.etl.decode.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "1421927414, 1421927414000000",
        "1678440574.08554, 1678440574085540",
        "1678440574085.5, 1678440574085500",
        "2011/08/10 09:46:53.047277, 1312969613047277",
        "2011-08-10T09:46:53Z, 1312969613000000",
        "10/08/2011 09:46, 1312969560000000",
        "10/08/2011 09:46:53 PM, 1313012813000000",
        "10/8/2011 12:00:00 am, 1312934400000000",
        "1970/01/01 00:00:00.0000019, 1"
    })
    void allForms(String text, long micros) {
        assertThat(micros(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2011/13/10 09:46:53",
                "31/02/2011 09:46",
                "10/08/11 09:46",
                "2011/08/10 24:00:00",
                "10/08/2011 13:00 PM",
                "10/08/2011 00:30 AM",
                "2011/08/10 09:46:53.047277 and so on for very long"
            })
    void noTimes(String text) {
        assertThat(micros(text)).isEqualTo(Decimals.INVALID);
    }

    @Property(tries = 200)
    void whatTheClockSaysComesBack(@ForAll @LongRange(min = -60_000_000_000L, max = 250_000_000_000L) long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 123_456_000, ZoneOffset.UTC);

        String text = time.format(DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS"));

        assertThat(micros(text)).isEqualTo(second * 1_000_000 + 123_456);
    }

    private static long micros(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Timestamps.micros(bytes, 0, bytes.length);
    }
}
