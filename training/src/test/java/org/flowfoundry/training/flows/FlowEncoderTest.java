package org.flowfoundry.training.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class FlowEncoderTest {

    /** Like NF-CSV rows: a wrapped duration, 1e165, an id, a TTL, a label. */
    private static FlowRows nfRows() {
        FlowRows rows = new FlowRows();
        for (int i = 0; i < 100; i++) {
            rows.add(
                    "duration_ms",
                    i % 10 == 0 ? 4_294_900L : (long) i,
                    "packets",
                    (long) i,
                    "bytes",
                    100L * i,
                    "protocol",
                    i % 4 == 0 ? 17 : 6,
                    "destination_port",
                    i % 3 == 0 ? 53 : 40_000 + i,
                    "tcp_flags",
                    i % 2 == 0 ? 0x12 : 0x02,
                    "source_address",
                    "10.0.0." + i,
                    "label",
                    "DoS",
                    "attributes.SRC_TO_DST_SECOND_BYTES",
                    i == 7 ? "1.5e165" : String.valueOf(i * 2),
                    "attributes.L7_PROTO",
                    i % 2 == 0 ? "7.0" : "5.178",
                    "attributes.MIN_TTL",
                    String.valueOf(i),
                    "attributes.DNS_QUERY_ID",
                    String.valueOf(i * 31),
                    "attributes.Label",
                    "1",
                    "attributes.Dataset",
                    "NF" + i,
                    "attributes.CONSTANT",
                    "4",
                    "attributes.lengths",
                    "[" + i + ", -40, 7]");
        }
        return rows;
    }

    @Test
    void findsWhatAModelMaySee() {
        FlowEncoder encoder = FlowEncoder.fit(nfRows().rows(), Set.of());
        assertThat(encoder.fields().stream().map(FlowField::name))
                .contains("duration_ms", "bytes", "protocol", "destination_service", "tcp_flags")
                .contains("attributes.SRC_TO_DST_SECOND_BYTES", "attributes.L7_PROTO", "attributes.lengths[0]")
                .doesNotContain("attributes.CONSTANT", "attributes.lengths[1]", "reverse_bytes")
                .noneMatch(name -> name.contains("TTL") || name.contains("ID") || name.contains("Label"))
                .noneMatch(name -> name.contains("address") || name.contains("port") || name.contains("Dataset"));
    }

    @Test
    void whatIsWithheldIsNotSeen() {
        FlowEncoder encoder = FlowEncoder.fit(nfRows().rows(), Set.of("attributes.L7_PROTO", "protocol"));
        assertThat(encoder.fields().stream().map(FlowField::name)).doesNotContain("attributes.L7_PROTO", "protocol");
    }

    @Test
    void amountsAreNormalScoresAndArtefactsAreMendedOrAbsent() {
        List<Row> rows = nfRows().rows();
        FlowEncoder encoder = FlowEncoder.fit(rows, Set.of());
        double sum = 0;
        for (Row row : rows) {
            sum += column(encoder, row, "bytes");
        }
        assertThat(sum / rows.size()).isCloseTo(0, within(1e-3));
        assertThat(column(encoder, rows.get(99), "bytes")).isGreaterThan(2);
        // 4,294,900 ms is 67 ms before the end of 32 bits of microseconds.
        assertThat(column(encoder, rows.get(0), "duration_ms"))
                .isEqualTo(column(encoder, rows.get(67), "duration_ms"))
                .isLessThan(1);
        assertThat(column(encoder, rows.get(7), "attributes.SRC_TO_DST_SECOND_BYTES"))
                .isNaN();
    }

    @Test
    void namesAndFlagsAreZeroOrOneAndAbsentWhereAbsent() {
        FlowEncoder encoder = FlowEncoder.fit(nfRows().rows(), Set.of());
        Row dns = new FlowRows()
                .add("destination_port", 53, "protocol", 17)
                .rows()
                .get(0);
        FlowField.Nominal services = (FlowField.Nominal) field(encoder, "destination_service");
        assertThat(services.frequent()).containsExactly("registered", "dns");
        assertThat(column(encoder, dns, "destination_service")).isEqualTo(0);
        float[] values = encoded(encoder, dns);
        assertThat(values[offset(encoder, "destination_service") + 1]).isEqualTo(1);
        assertThat(column(encoder, dns, "tcp_flags")).isNaN();
        assertThat(column(encoder, dns, "attributes.L7_PROTO")).isNaN();
        boolean[] binary = encoder.binaryColumns();
        for (int i = 0; i < values.length; i++) {
            assertThat(!binary[i] || Float.isNaN(values[i]) || values[i] == 0 || values[i] == 1)
                    .isTrue();
        }
    }

    @Test
    void readsItsOwnJson() throws IOException {
        List<Row> rows = nfRows().rows();
        FlowEncoder encoder = FlowEncoder.fit(rows, Set.of());
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        StrictJson.write(json, encoder);
        FlowEncoder read = read(json.toByteArray());
        for (Row row : rows) {
            assertThat(encoded(read, row)).isEqualTo(encoded(encoder, row));
        }
    }

    @Test
    void refusesJsonThatDoesNotFitTogether() {
        assertThatThrownBy(() -> read(
                        "{\"fields\":[{\"kind\":\"amount\",\"name\":\"bytes\",\"scores\":{\"values\":[2,1],\"scores\":[0,1]}}]}"
                                .getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Field bytes of flows does not fit together");
        assertThatThrownBy(() -> read("{\"fields\":[{\"kind\":\"flags\",\"name\":\"label\",\"bits\":[0]}]}"
                        .getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("there is no field label of flows");
    }

    @Test
    void theSampleOfATableDependsOnTheSeedOnly(SparkSession spark) {
        List<Row> rows = nfRows().plainRows();
        FlowEncoder one = FlowEncoder.fit(
                spark.createDataFrame(rows, IngestTables.FLOWS.schema()).repartition(3), Set.of(), 1);
        FlowEncoder other = FlowEncoder.fit(spark.createDataFrame(rows, IngestTables.FLOWS.schema()), Set.of(), 1);
        Row row = nfRows().rows().get(3);
        assertThat(encoded(one, row)).isEqualTo(encoded(other, row));
    }

    @Test
    void flowsWithoutAnythingToTell() {
        assertThatThrownBy(
                        () -> FlowEncoder.fit(new FlowRows().add("label", "x").rows(), Set.of()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("Of 1 flows looked at, no field may be shown to a model");
    }

    private static FlowEncoder read(byte[] json) throws IOException {
        return StrictJson.read(new ByteArrayInputStream(json), json.length, FlowEncoder.class, "flows.json");
    }

    private static float[] encoded(FlowEncoder encoder, Row row) {
        float[] values = new float[encoder.width()];
        Arrays.fill(values, 77);
        encoder.encode(row, values, 0);
        return values;
    }

    private static float column(FlowEncoder encoder, Row row, String field) {
        return encoded(encoder, row)[offset(encoder, field)];
    }

    private static FlowField field(FlowEncoder encoder, String name) {
        return encoder.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int offset(FlowEncoder encoder, String name) {
        int at = 0;
        for (FlowField field : encoder.fields()) {
            if (field.name().equals(name)) {
                return at;
            }
            at += field.width();
        }
        throw new AssertionError(name);
    }
}
