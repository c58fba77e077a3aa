package org.flowfoundry.training.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.training.sequence.Split.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class SplitTest {

    private static final Split SPLIT = new Split("2024-03-02T00:00:00Z", .2, .1, 5);
    private static final Instant BEFORE = Instant.parse("2024-03-01T23:55:00Z");

    @Test
    void hostsAreDrawnInTheirShares() {
        int[] counts = new int[3];
        for (int i = 0; i < 20_000; i++) {
            counts[SPLIT.hostPart("campus", "10.0." + i / 250 + "." + i % 250).ordinal()]++;
        }
        assertThat(counts[Part.TEST.ordinal()] / 20_000.0).isCloseTo(.2, within(.01));
        assertThat(counts[Part.VALIDATION.ordinal()] / 20_000.0).isCloseTo(.1, within(.01));
    }

    @Test
    void anotherSeedOrDomainDrawsOtherHosts() {
        Split other = new Split(SPLIT.testFrom(), .2, .1, 6);
        int bothSeeds = 0;
        int bothDomains = 0;
        for (int i = 0; i < 10_000; i++) {
            String host = "host-" + i;
            boolean test = SPLIT.hostPart("campus", host) == Part.TEST;
            bothSeeds += test && other.hostPart("campus", host) == Part.TEST ? 1 : 0;
            bothDomains += test && SPLIT.hostPart("office", host) == Part.TEST ? 1 : 0;
        }
        assertThat(bothSeeds / 10_000.0).isCloseTo(.04, within(.01));
        assertThat(bothDomains / 10_000.0).isCloseTo(.04, within(.01));
    }

    @Test
    void theDrawIsTheSameForEver() {
        // Splits that are saved with models hang on these numbers.
        assertThat(HostHash.of(5, "campus", "10.0.0.1")).isEqualTo(-5384524540523053688L);
        assertThat(HostHash.of(5, "campus1", "0.0.0.1")).isNotEqualTo(HostHash.of(5, "campus", "10.0.0.1"));
    }

    @Test
    void fromTheTestPeriodOnEveryHostIsTest() {
        for (int i = 0; i < 100; i++) {
            assertThat(SPLIT.part("campus", "h" + i, Instant.parse(SPLIT.testFrom())))
                    .isEqualTo(Part.TEST);
            assertThat(SPLIT.part("campus", "h" + i, BEFORE)).isEqualTo(SPLIT.hostPart("campus", "h" + i));
        }
    }

    @Test
    void conditionsAreTheSameDraw(SparkSession spark) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(RowFactory.create("campus", "h" + i / 2, Timestamp.from(BEFORE.plusSeconds(i % 2 * 300L))));
        }
        StructType schema = StructType.fromDDL("domain string, host string, window_start timestamp");
        Dataset<Row> windows = spark.createDataFrame(rows, schema);
        for (Split split : List.of(SPLIT, new Split(null, .2, .1, 5))) {
            long all = 0;
            for (Part part : Part.values()) {
                List<Row> chosen = windows.where(split.condition(part)).collectAsList();
                assertThat(chosen)
                        .allMatch(row -> split.part(
                                        row.getString(0),
                                        row.getString(1),
                                        row.getTimestamp(2).toInstant())
                                == part);
                all += chosen.size();
            }
            assertThat(all).isEqualTo(500);
        }
    }

    @Test
    void itIsKeptAsJson() throws Exception {
        ObjectMapper json = new ObjectMapper();
        String text = json.writeValueAsString(SPLIT);
        assertThat(text)
                .isEqualTo(
                        "{\"testFrom\":\"2024-03-02T00:00:00Z\",\"testHosts\":0.2,\"validationHosts\":0.1,\"seed\":5}");
        assertThat(json.readValue(text, Split.class)).isEqualTo(SPLIT);
    }

    @Test
    void impossibleSplitsAreRefused() {
        assertThatThrownBy(() -> new Split(null, .5, .5, 1))
                .isInstanceOf(UsageException.class)
                .hasMessage("Shares of hosts for test (0.5) and validation (0.5) cannot be: each lies between 0 and 1,"
                        + " validation above 0, and together they must leave hosts to train on. Give, for example, 0.2"
                        + " and 0.1.");
        assertThatThrownBy(() -> new Split(null, Double.NaN, .1, 1)).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> new Split("yesterday", .1, .1, 1))
                .hasMessage("Cannot read 'yesterday' as the start of the test period: write a time in UTC like"
                        + " 2024-04-20T00:00:00Z.");
    }
}
