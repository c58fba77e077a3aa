package org.flowfoundry.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.evaluation.report.EvaluationsTable;
import org.flowfoundry.evaluation.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class PromotionGateTest {

    private static final GateRule STRICT = new GateRule(Task.named("intrusion"), 0);

    @TempDir
    Path folder;

    private final List<Row> rows = new ArrayList<>();

    /** Ten draws in a network with one label and with five; draws differ from each other more than methods do. */
    private PromotionGateTest evaluated(String domain, String day, String method, double better) {
        for (int shots : List.of(1, 5)) {
            for (int draw = 0; draw < 10; draw++) {
                double score = 0.5 + 0.03 * draw + 0.02 * shots + better + 0.001 * ((draw * 7 + method.length()) % 5);
                rows.add(RowFactory.create(
                        domain,
                        Date.valueOf(day),
                        "intrusion",
                        method,
                        shots,
                        draw,
                        "time",
                        2,
                        100,
                        score,
                        0.5,
                        0.5,
                        0.5,
                        0.1,
                        1L));
            }
        }
        return this;
    }

    private Lake lake(SparkSession spark) {
        Lake lake = Lake.open(spark, folder.toString());
        LocalDate from = LocalDate.parse("2026-01-01");
        List<String> domains =
                rows.stream().map(row -> row.getString(0)).distinct().toList();
        lake.replaceRows(
                EvaluationsTable.TABLE,
                spark.createDataFrame(rows, EvaluationsTable.TABLE.schema()),
                new PartitionRange(domains, from, from.plusYears(1)),
                Map.of("task", "intrusion"));
        return lake;
    }

    @Test
    void promotesWhereTheIntervalExcludesALoss(SparkSession spark) {
        Lake lake = evaluated("lab", "2026-03-01", "net:v1+trees+prior", 0.5)
                .evaluated("lab", "2026-03-02", "net:v1+trees+prior", 0)
                .evaluated("lab", "2026-03-02", "net:v2+trees+prior", 0.02)
                .evaluated("lab", "2026-03-02", "net:v1", 0.1)
                .evaluated("lab", "2026-03-02", "net:v2", 0)
                .evaluated("plant", "2026-03-02", "net:v1+trees+prior", 0)
                .evaluated("plant", "2026-03-02", "net:v2+trees+prior", 0.04)
                .evaluated("plant", "2026-03-03", "net:v2+trees+prior", -0.3)
                .lake(spark);

        Decision better = new PromotionGate(lake, STRICT).decide("net:v2", "net:v1");

        assertThat(better.isPromotion()).isTrue();
        assertThat(better.difference().mean()).isBetween(0.029, 0.031);
        assertThat(better.domains()).containsExactly("lab", "plant");
        assertThat(better.pairs()).isEqualTo(40);
        assertThat(better.words())
                .startsWith(
                        "macro-F1 of net:v2+trees+prior less that of net:v1+trees+prior is +0.0300, 95 % interval [+0.0")
                .endsWith("] (2026-03-02, lab, plant, 40 pairs), which excludes a loss");

        Decision worse = new PromotionGate(lake, STRICT).decide("net:v1", "net:v2");
        assertThat(worse.isPromotion()).isFalse();
        assertThat(worse.summary()).containsEntry("decision", "kept").containsEntry("with", "net:v2+trees+prior");
        assertThat(worse.words()).endsWith("which does not exclude a loss");

        Decision tolerated = new PromotionGate(lake, new GateRule(STRICT.task(), 0.05)).decide("net:v1", "net:v2");
        assertThat(tolerated.isPromotion()).isTrue();
        assertThat(tolerated.words()).endsWith("which excludes a loss of more than the margin, 0.05");
    }

    @Test
    void theFirstVersionMustBeatTheStrongestControl(SparkSession spark) {
        Lake lake = evaluated("lab", "2026-03-02", "net:v1", 0.01)
                .evaluated("lab", "2026-03-02", "random-forest+prior", 0)
                .evaluated("lab", "2026-03-02", "average+prior", 0.03)
                .evaluated("lab", "2026-03-02", "k-nn", 0.2)
                .lake(spark);

        Decision decision = new PromotionGate(lake, STRICT).decide("net:v1", null);

        assertThat(decision.other()).isEqualTo("average+prior");
        assertThat(decision.isPromotion()).isFalse();
    }

    @Test
    void whatWasNotEvaluatedTogetherIsAskedFor(SparkSession spark) {
        PromotionGate none = new PromotionGate(Lake.open(spark, folder.toString()), STRICT);
        assertThatThrownBy(() -> none.decide("net:v2", "net:v1"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "Whether net:v2 is better than net:v1 cannot be told: table evaluations in lake")
                .hasMessageContaining("--task intrusion --models net:v2,net:v1` first.");
        PromotionGate apart = new PromotionGate(
                evaluated("lab", "2026-03-01", "net:v1", 0)
                        .evaluated("lab", "2026-03-02", "net:v2", 0)
                        .evaluated("plant", "2026-03-02", "net:v1", 0)
                        .lake(spark),
                STRICT);
        assertThatThrownBy(() -> apart.decide("net:v2", "net:v1"))
                .hasMessageContaining("has no day on which both were evaluated");
    }

    @Test
    void marginsAreShares() {
        assertThatThrownBy(() -> new GateRule(STRICT.task(), -0.1))
                .isInstanceOf(UsageException.class)
                .hasMessage("--margin is -0.1, but is a macro-F1 that may be lost at worst: at least 0 and less than 1,"
                        + " such as 0.01.");
    }
}
