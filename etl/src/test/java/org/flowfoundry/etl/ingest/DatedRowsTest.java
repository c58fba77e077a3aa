package org.flowfoundry.etl.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.Quarantine;
import org.junit.jupiter.api.Test;

class DatedRowsTest {

    private static final DecodeCounts NOTHING = new DecodeCounts(0, 0, 0, 0);

    private final FlowDays days = new FlowDays(null);
    private final DatedRows rows = new DatedRows(days);
    private final Tally tally = new Tally();
    private final List<String> reasons = new ArrayList<>();
    private final Quarantine quarantine = (record, offset, reason, raw, at, length) -> reasons.add(reason);

    @Test
    void soundRowsAreTheBatchItself() {
        FlowBatch batch = batch(micros("2024-03-01T23:59:59"), micros("2024-03-02T00:00:10"));

        assertThat(rows.of(batch, tally, quarantine)).isSameAs(batch);
        assertThat(days.of(batch)[0]).isEqualTo(day("2024-03-01"));
    }

    @Test
    void startFarFromItsExportIsKeptButNotFiledBy() {
        long export = micros("2024-03-01T12:00:00");
        FlowBatch near = batch(export - FlowDays.MOST_DAYS_APART * 86_400_000_000L, export);
        assertThat(days.of(near)[0]).isEqualTo(day("2024-03-01") - FlowDays.MOST_DAYS_APART);
        assertThat(rows.of(near, tally, quarantine)).isSameAs(near);

        for (String wrong : List.of("1970-01-02T00:00:00", "2199-01-01T00:00:00", "0001-01-01T00:00:00")) {
            FlowBatch far = rows.of(batch(micros(wrong), export), tally, quarantine);

            assertThat(far.flowStart.get(0)).isEqualTo(micros(wrong));
            assertThat(QualityFlag.CLOCK_SKEW.isIn(far.qualityFlags.get(0))).isTrue();
            assertThat(days.of(far)[0]).isEqualTo(day("2024-03-01"));
        }
        assertThat(reasons).isEmpty();
    }

    @Test
    void startAloneIsFiledByWhateverItIs() {
        FlowBatch batch = batch(micros("1971-01-01T00:00:00"), null);

        assertThat(rows.of(batch, tally, quarantine)).isSameAs(batch);
        assertThat(days.of(batch)[0]).isEqualTo(day("1971-01-01"));
    }

    @Test
    void timesThatNoDateCanWriteMoveToTheAttributes() {
        for (long time : new long[] {
            Long.MIN_VALUE, micros("0001-01-01T00:00:00") - 1, micros("9999-12-31T23:59:59") + 1_000_000, Long.MAX_VALUE
        }) {
            FlowBatch batch = batch(time, micros("2024-03-01T12:00:00"));
            batch.flowEnd.set(0, time);
            FlowBatch moved = rows.of(batch, tally, quarantine);

            assertThat(moved.flowStart.isNull(0)).isTrue();
            assertThat(moved.flowEnd.isNull(0)).isTrue();
            assertThat(moved.attributes.get(0))
                    .containsEntry("flowStartMicroseconds", Long.toString(time))
                    .containsEntry("flowEndMicroseconds", Long.toString(time))
                    .containsEntry("kept", "yes")
                    .hasSize(3);
            int flags = moved.qualityFlags.get(0);
            assertThat(flags)
                    .isEqualTo(QualityFlag.VALUE_OUT_OF_RANGE.mask()
                            | QualityFlag.TIME_MISSING.mask()
                            | QualityFlag.ZERO_PACKETS.mask());
            assertThat(days.of(moved)[0]).isEqualTo(day("2024-03-01"));
        }
        assertThat(rows.of(batch(Long.MAX_VALUE, null), tally, quarantine).rows())
                .isZero();
        assertThat(reasons).containsExactly(DatedRows.UNDATED);
    }

    @Test
    void endlessDatesAreQuarantined() {
        FlowBatch batch = new FlowBatch();
        for (int i = 0; i < DatedRows.MOST_DATES + 10; i++) {
            add(batch, micros("2000-01-01T00:00:00") + i * 86_400_000_000L, null);
        }
        add(batch, micros("2000-01-01T00:00:00"), null);
        add(batch, null, null);

        FlowBatch kept = rows.of(batch, tally, quarantine);
        tally.addRead(kept);

        assertThat(kept.rows()).isEqualTo(DatedRows.MOST_DATES + 1);
        assertThat(reasons).hasSize(11).startsWith(DatedRows.TOO_MANY_DATES).endsWith(DatedRows.UNDATED);
        FileCounts counts = tally.counts(NOTHING);
        assertThat(counts.quarantined()).isEqualTo(11);
        assertThat(counts.undated()).isEqualTo(1);
        assertThat(counts.records()).isEqualTo(batch.rows());
    }

    private static FlowBatch batch(Long start, Long export) {
        FlowBatch batch = new FlowBatch(4);
        add(batch, start, export);
        return batch;
    }

    private static void add(FlowBatch batch, Long start, Long export) {
        int row = batch.rows();
        if (start != null) {
            batch.flowStart.set(row, start);
        }
        if (export != null) {
            batch.exportTime.set(row, export);
        }
        batch.sourceRecord.set(row, row);
        batch.sourceOffset.set(row, row);
        batch.attributes.put(row, "kept", "yes");
        batch.flag(QualityFlag.ZERO_PACKETS);
        batch.endRow();
    }

    private static long micros(String utc) {
        return LocalDateTime.parse(utc).toEpochSecond(ZoneOffset.UTC) * 1_000_000;
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }
}
