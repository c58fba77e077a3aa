package org.flowfoundry.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flowfoundry.core.error.UserException;
import org.junit.jupiter.api.Test;

class EncoderJsonTest {

    private static final String GOOD = EncoderJson.write(SampleEncoders.even(2, 5));

    @Test
    void anEncoderReadIsTheEncoderWritten() {
        SeriesEncoder read = EncoderJson.read(GOOD, "here");
        assertThat(EncoderJson.write(read)).isEqualTo(GOOD);
        assertThat(read).usingRecursiveComparison().isEqualTo(SampleEncoders.even(2, 5));
    }

    @Test
    void hostileTextIsRefused() {
        refused("", "No content to map due to end-of-input");
        refused("null", "it is empty");
        refused(GOOD.replace("\"windowSeconds\":300", "\"windowSeconds\":7"), "windowSeconds must divide a day");
        refused(GOOD.replace("\"bins\":5", "\"bins\":2000000000"), "bins must lie between 4 and 1024");
        refused(GOOD.replace("\"bins\":5", "\"bins\":5,\"bins\":5"), "Duplicate field 'bins'");
        refused(GOOD.replace("\"bins\":5", "\"bins\":5,\"cons\":1"), "Unrecognized field \"cons\"");
        refused(GOOD.replace("\"bins\":5,", ""), "Missing creator property 'bins'");
        refused(GOOD.replace("\"LOG\"", "\"CUBE\""), "CUBE");
        refused(GOOD.replace("[0.0,1.0", "[0.0,\"NaN\""), "has edges that do not increase");
        refused(GOOD.replace("[0.0,1.0", "[0.0," + "1".repeat(50)), "Number value length (50) exceeds");
        refused(GOOD + " 1", "Trailing token");
    }

    @Property
    void damagedTextIsAnEncoderOrAUsersError(
            @ForAll @IntRange(max = 600) int at, @ForAll @IntRange(min = 32, max = 126) int character) {
        StringBuilder text = new StringBuilder(GOOD);
        text.setCharAt(at % GOOD.length(), (char) character);
        try {
            assertThat(EncoderJson.read(text.toString(), "here")).isNotNull();
        } catch (UserException e) {
            assertThat(e).hasMessageStartingWith("The encoder in here cannot be used: ");
        }
    }

    private static void refused(String json, String problem) {
        assertThatThrownBy(() -> EncoderJson.read(json, "here"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("The encoder in here cannot be used: ")
                .hasMessageContaining(problem)
                .hasMessageEndingWith(
                        ". It was damaged, or is not of this program: take another version of the model.");
    }
}
