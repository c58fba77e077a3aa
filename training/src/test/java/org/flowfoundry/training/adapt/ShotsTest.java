package org.flowfoundry.training.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithSpark.class)
class ShotsTest {

    private static final StructType LABELLED = new StructType()
            .add("domain", DataTypes.StringType)
            .add("host", DataTypes.StringType)
            .add("window_start", DataTypes.TimestampType)
            .add("label", DataTypes.StringType);

    @Test
    void drawsEvenlyRepeatablyAndNotFromOneHost(SparkSession spark) {
        List<Row> rows = rows("quiet", 20, 2, "other");
        rows.addAll(rows("busy", 1, 500, "other"));
        rows.addAll(rows("bot", 2, 30, "ddos"));
        Dataset<Row> labelled = spark.createDataFrame(rows, LABELLED);
        Shots shots = Shots.draw(labelled, "ddos", 10, 7);
        assertThat(shots.classes()).containsExactly("other", "ddos");
        assertThat(shots.available()).containsExactly(540L, 60L);
        assertThat(shots.shots()).hasSize(20).doesNotHaveDuplicates();
        assertThat(shots.shots().stream().filter(shot -> shot.label() == 1)).hasSize(10);
        assertThat(shots.shots().stream()
                        .filter(shot -> shot.host().startsWith("busy"))
                        .count())
                .isLessThanOrEqualTo(3);
        assertThat(shots.shots().stream()
                        .filter(shot -> shot.label() == 1)
                        .collect(Collectors.groupingBy(Shot::host, Collectors.counting()))
                        .values())
                .containsExactlyInAnyOrder(5L, 5L);
        assertThat(Shots.draw(labelled.repartition(5), "ddos", 10, 7)).isEqualTo(shots);
        assertThat(Shots.draw(labelled, "ddos", 10, 8)).isNotEqualTo(shots);
        assertThat(Shots.draw(labelled, "ddos", Shots.ALL, 7).shots()).hasSize(600);
    }

    @Test
    void tooFewLabelsOrClassesAreSaid(SparkSession spark) {
        List<Row> rows = rows("h", 5, 2, "normal");
        rows.addAll(rows("bot", 1, 3, "attack"));
        Dataset<Row> labelled = spark.createDataFrame(rows, LABELLED);
        assertThatThrownBy(() -> Shots.draw(labelled, "role", 5, 1))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("with --shots 5")
                .hasMessageContaining(
                        "10 windows of 5 hosts labelled 'normal', 3 windows of 1 hosts labelled 'attack'");
        assertThatThrownBy(() -> Shots.draw(labelled, "role", Shots.MOST, 1))
                .hasMessageStartingWith("Too few labels for the task 'role' with --shots 10000: ");
        assertThatThrownBy(() -> Shots.draw(labelled.where("label = 'attack'"), "role", 1, 1))
                .hasMessageContaining("one class only, 3 windows of 1 hosts labelled 'attack'");
        assertThatThrownBy(() -> Shots.draw(labelled.where("false"), "role", 1, 1))
                .hasMessageContaining("are of no class");
    }

    private static List<Row> rows(String host, int hosts, int windows, String label) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < hosts * windows; i++) {
            rows.add(RowFactory.create("lab", host + i % hosts, new Timestamp(i / hosts * 300_000L), label));
        }
        return rows;
    }
}
