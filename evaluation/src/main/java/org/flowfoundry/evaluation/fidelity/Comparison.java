package org.flowfoundry.evaluation.fidelity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.flowfoundry.evaluation.fidelity.baseline.Baseline;
import org.flowfoundry.evaluation.fidelity.metric.Measure;
import org.flowfoundry.evaluation.fidelity.metric.RealRecords;
import org.flowfoundry.evaluation.fidelity.report.Compared;
import org.flowfoundry.training.record.RecordTable;

/** Measures records of all origins, each in a task of its own, which holds the samples. */
final class Comparison {

    private final JavaSparkContext context;
    private final int rows;
    private final long seed;

    /** @param rows that are compared of each origin, at most */
    Comparison(JavaSparkContext context, int rows, long seed) {
        this.context = context;
        this.rows = rows;
        this.seed = seed;
    }

    /** Real records first, synthetic ones last. */
    List<Compared> of(RealRecords real, RecordTable synthetic, boolean baselines) {
        List<String> names = new ArrayList<>(List.of(Compared.SYNTHETIC, Compared.REAL));
        if (baselines) {
            Stream.of(Baseline.values()).map(Enum::name).forEach(names::add);
        }
        Broadcast<RealRecords> sharedReal = context.broadcast(real);
        Broadcast<RecordTable> sharedSynthetic = context.broadcast(synthetic);
        int most = rows;
        long drawn = seed;
        try {
            return context
                    .parallelize(names, names.size())
                    .map(name -> compared(name, sharedReal.value(), sharedSynthetic.value(), most, drawn))
                    .collect()
                    .stream()
                    .sorted(Comparator.comparingInt(Comparison::place))
                    .toList();
        } finally {
            sharedReal.destroy();
            sharedSynthetic.destroy();
        }
    }

    private static int place(Compared one) {
        return switch (one.name()) {
            case Compared.REAL -> -1;
            case Compared.SYNTHETIC -> 1;
            default -> 0;
        };
    }

    private static Compared compared(String name, RealRecords real, RecordTable synthetic, int rows, long seed) {
        if (name.equals(Compared.REAL)) {
            return new Compared(
                    name,
                    "Training records against held-out ones; for privacy, a half of the held-out records against the other"
                            + " half, for no-one learned from them.",
                    real.measureReal(seed));
        }
        if (name.equals(Compared.SYNTHETIC)) {
            return new Compared(name, "The synthetic flows.", measures(real, synthetic, rows, seed));
        }
        Baseline baseline = Baseline.valueOf(name);
        int made = Math.max(rows, RealRecords.mostMixed());
        RecordTable records = baseline.make(real.training(), real.classField(), made, seed);
        return new Compared(baseline.label(), baseline.words(), measures(real, records, rows, seed));
    }

    /** As many as there are training records: the more there are, the nearer the nearest is. */
    private static List<Measure> measures(RealRecords real, RecordTable records, int rows, long seed) {
        return real.measure(records, Math.min(rows, real.training().rows()), seed);
    }
}
