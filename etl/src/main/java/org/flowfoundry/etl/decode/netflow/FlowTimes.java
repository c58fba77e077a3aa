package org.flowfoundry.etl.decode.netflow;

import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.core.flow.QualityFlag;

/**
 * Start, end and duration of flows, from whichever of IPFIX's many clocks a record uses.
 *
 * <p>Times counted from the exporter's start (IE 21, 22) are its 32-bit milliseconds: a time that lies more than
 * {@link #AHEAD_MILLIS} after the export belongs to the wrap before. In v5 and v9 the header ties them to the clock (v9's in
 * whole seconds, so up to a second early); in IPFIX it takes the boot time (IE 160), from the record or from options. Without
 * one, only the duration is known: the times are null, and stand in the attributes as they came.
 */
final class FlowTimes {

    /** How far an exporter's flow times may run ahead of its header, in milliseconds. */
    private static final long AHEAD_MILLIS = 3_600_000;

    private static final long WRAP_MILLIS = 1L << 32;
    /** A hundred years; more cannot be meant. */
    private static final long MAXIMUM_DURATION_MILLIS = 100L * 366 * 86_400_000;

    private static final long SKEW_AHEAD_MICROS = 3_600_000_000L;
    private static final long SKEW_BEHIND_MICROS = 31L * 86_400 * 1_000_000;
    private static final long NONE = Slot.ABSENT;

    private ExportMessage message;
    private long domainBootMicros;
    private boolean wrapped;

    /**
     * Begins a message.
     *
     * @param bootMicros when the exporter started, by its own word; {@link Slot#ABSENT} where it did not say
     */
    void begin(ExportMessage newMessage, long bootMicros) {
        message = newMessage;
        domainBootMicros = bootMicros;
    }

    /** Writes the times of the record that the layout loaded last into the row being filled. */
    void write(FlowBatch batch, RecordLayout layout) {
        int row = batch.rows();
        wrapped = false;
        long start = start(layout);
        long end = end(layout);
        long duration = duration(layout, start == NONE && end == NONE);
        if (start == NONE && end != NONE && duration != NONE) {
            start = end - duration * 1_000;
        } else if (end == NONE && start != NONE && duration != NONE) {
            end = start + duration * 1_000;
        }
        if (start == NONE) {
            batch.flag(QualityFlag.TIME_MISSING);
            keepRaw(batch, layout, Slot.START, Slot.START_UPTIME, Slot.START_BEFORE_EXPORT);
        } else {
            batch.flowStart.set(row, start);
        }
        if (end == NONE) {
            keepRaw(batch, layout, Slot.END, Slot.END_UPTIME, Slot.END_BEFORE_EXPORT);
        } else {
            batch.flowEnd.set(row, end);
        }
        if (duration == NONE) {
            keepRaw(batch, layout, Slot.DURATION_MILLIS, Slot.DURATION_MICROS);
        }
        if (duration == NONE && start != NONE && end != NONE) {
            duration = Math.floorDiv(end - start, 1_000);
        }
        if (duration != NONE) {
            batch.durationMs.set(row, duration);
        }
        writeExportTime(batch, row);
        flag(batch, start, end, duration);
    }

    /** What no time could be made of stands in the attributes as it came. */
    private static void keepRaw(FlowBatch batch, RecordLayout layout, Slot... slots) {
        for (Slot slot : slots) {
            if (layout.has(slot) && layout.value(slot) != 0) {
                batch.attributes.put(batch.rows(), layout.elementName(slot), Long.toUnsignedString(layout.value(slot)));
            }
        }
    }

    private void writeExportTime(FlowBatch batch, int row) {
        if (message.exportMicros != 0) {
            batch.exportTime.set(row, message.exportMicros);
        } else if (message.receivedMicros != Long.MIN_VALUE) {
            batch.exportTime.set(row, message.receivedMicros);
        }
    }

    private void flag(FlowBatch batch, long start, long end, long duration) {
        if (start != NONE && end != NONE && end < start) {
            batch.flag(QualityFlag.END_BEFORE_START);
        }
        if (wrapped || (duration != NONE && duration >= WRAP_MILLIS / 2)) {
            batch.flag(QualityFlag.DURATION_WRAP);
        }
        if (isSkewed(start) || isSkewed(end)) {
            batch.flag(QualityFlag.CLOCK_SKEW);
        }
    }

    private boolean isSkewed(long micros) {
        boolean fromExporter = message.exportMicros != 0 && isFar(micros, message.exportMicros);
        boolean fromReceiver = message.receivedMicros != Long.MIN_VALUE && isFar(micros, message.receivedMicros);
        return micros != NONE && (fromExporter || fromReceiver);
    }

    private static boolean isFar(long micros, long reference) {
        return micros > reference + SKEW_AHEAD_MICROS || micros < reference - SKEW_BEHIND_MICROS;
    }

    private long start(RecordLayout layout) {
        if (layout.has(Slot.START)) {
            return orNone(layout.startMicros());
        }
        if (layout.has(Slot.START_UPTIME)) {
            return fromUptime(layout, layout.value(Slot.START_UPTIME));
        }
        if (layout.has(Slot.START_BEFORE_EXPORT)) {
            return beforeExport(layout.value(Slot.START_BEFORE_EXPORT));
        }
        return layout.has(Slot.OBSERVED) ? orNone(layout.observedMicros()) : NONE;
    }

    private long end(RecordLayout layout) {
        if (layout.has(Slot.END)) {
            return orNone(layout.endMicros());
        }
        if (layout.has(Slot.END_UPTIME)) {
            return fromUptime(layout, layout.value(Slot.END_UPTIME));
        }
        if (layout.has(Slot.END_BEFORE_EXPORT)) {
            return beforeExport(layout.value(Slot.END_BEFORE_EXPORT));
        }
        return layout.has(Slot.OBSERVED) ? orNone(layout.observedMicros()) : NONE;
    }

    /** As exported, or the difference of two times that no clock is known for; {@link Slot#ABSENT} where neither is there. */
    private static long duration(RecordLayout layout, boolean isTimeless) {
        if (layout.has(Slot.DURATION_MILLIS)) {
            return plausible(layout.value(Slot.DURATION_MILLIS));
        }
        if (layout.has(Slot.DURATION_MICROS)) {
            return plausible(Long.divideUnsigned(layout.value(Slot.DURATION_MICROS), 1_000));
        }
        return isTimeless && layout.has(Slot.START_UPTIME) && layout.has(Slot.END_UPTIME)
                ? (int) (layout.value(Slot.END_UPTIME) - layout.value(Slot.START_UPTIME))
                : NONE;
    }

    private static long plausible(long durationMillis) {
        return durationMillis >= 0 && durationMillis <= MAXIMUM_DURATION_MILLIS ? durationMillis : NONE;
    }

    private static long orNone(long micros) {
        return micros == 0 ? NONE : micros;
    }

    private long beforeExport(long micros) {
        return micros < 0 || micros > message.exportMicros ? NONE : message.exportMicros - micros;
    }

    private long fromUptime(RecordLayout layout, long uptime) {
        if (uptime < 0 || uptime >= WRAP_MILLIS) {
            return NONE;
        }
        if (message.dialect != Dialect.IPFIX) {
            long age = message.sysUptime - uptime;
            if (age < -AHEAD_MILLIS) {
                age += WRAP_MILLIS;
                wrapped = true;
            }
            return message.exportMicros == 0 ? NONE : message.exportMicros - age * 1_000;
        }
        long boot = layout.has(Slot.BOOT_MILLIS)
                ? orNone(TimeUnit.MILLISECONDS.micros(layout.value(Slot.BOOT_MILLIS)))
                : domainBootMicros;
        if (boot == NONE) {
            return NONE;
        }
        if (message.exportMicros == 0) {
            return boot + uptime * 1_000;
        }
        long age = Math.floorDiv(message.exportMicros - boot, 1_000) - uptime;
        long wraps = Math.floorDiv(age + AHEAD_MILLIS, WRAP_MILLIS);
        wrapped |= wraps != 0;
        return boot + (uptime + wraps * WRAP_MILLIS) * 1_000;
    }
}
