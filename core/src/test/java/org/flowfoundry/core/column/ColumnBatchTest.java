package org.flowfoundry.core.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;
import org.junit.jupiter.api.Test;

class ColumnBatchTest {

    @Test
    void clearedRowsAreNull() {
        FlowBatch batch = new FlowBatch(4);
        batch.packets.set(0, 7);
        batch.label.set(0, "benign");
        batch.attributes.put(0, "k", "v");
        batch.endRow();
        batch.clear();

        assertThat(batch.rows()).isZero();
        batch.columns().forEach(column -> {
            assertThat(column.isNull(0)).as(column.name()).isTrue();
            assertThat(column.presentCount()).as(column.name()).isZero();
        });
    }

    @Test
    void abandonedRowLeavesNoTrace() {
        FlowBatch batch = new FlowBatch(4);
        batch.attributes.put(0, "k", "0");
        batch.endRow();
        batch.attributes.put(1, "k", "1");
        batch.packets.set(1, 1);
        batch.abandonRow();
        batch.attributes.put(1, "k", "2");
        batch.endRow();

        assertThat(batch.rows()).isEqualTo(2);
        assertThat(batch.packets.isNull(1)).isTrue();
        assertThat(batch.attributes.get(0)).containsExactly(entry("k", "0"));
        assertThat(batch.attributes.get(1)).containsExactly(entry("k", "2"));
    }

    @Test
    void flagsAddUp() {
        FlowBatch batch = new FlowBatch(1);
        batch.flag(QualityFlag.CLOCK_SKEW);
        batch.flag(QualityFlag.ZERO_PACKETS);

        assertThat(QualityFlag.CLOCK_SKEW.isIn(batch.qualityFlags.get(0))).isTrue();
        assertThat(QualityFlag.ZERO_PACKETS.isIn(batch.qualityFlags.get(0))).isTrue();
        assertThat(QualityFlag.DURATION_WRAP.isIn(batch.qualityFlags.get(0))).isFalse();
    }

    @Test
    void mapGrowsAndKeepsTheFirstOfEqualKeys() {
        TextMapColumn column = new TextMapColumn("m", 2);
        for (int i = 0; i < 10; i++) {
            column.put(0, "k" + i, "v" + i);
        }
        column.put(0, "k3", "other");
        column.put(0, "absent", null);
        column.put(1, "k", "v");

        assertThat(column.get(0)).hasSize(10).containsEntry("k3", "v3");
        assertThat(column.get(1)).containsExactly(entry("k", "v"));
        TextMapColumn copy = new TextMapColumn("c", 2);
        copy.copy(column, 1, 0);
        copy.copy(column, 0, 1);
        assertThat(copy.get(0)).isEqualTo(column.get(1));
        assertThat(copy.get(1)).isEqualTo(column.get(0));
    }

    @Test
    void textDictionaryStartsAnewOnceItIsLarge() {
        TextColumn column = new TextColumn("t", 70_000);
        for (int row = 0; row < 70_000; row++) {
            column.set(row, Integer.toString(row));
        }
        int generation = column.generation();
        column.clear();

        assertThat(column.generation()).isNotEqualTo(generation);
        assertThat(column.dictionary()).isEmpty();
        column.set(0, List.of("again").get(0));
        assertThat(column.get(0)).isEqualTo("again");
        assertThat(column.code(0)).isZero();
    }
}
