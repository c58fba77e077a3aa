package org.flowfoundry.training.score;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.SequencePredictor;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.SeriesWindow;
import org.flowfoundry.training.sequence.SeriesWindows;

/** One task of {@link ForecastJob}: sorted windows in, a row per host, window to come and feature out. */
final class ForecastIterator implements Iterator<Row> {

    static final StructType ROW = new StructType()
            .add("domain", DataTypes.StringType)
            .add("host", DataTypes.StringType)
            .add("horizon", DataTypes.IntegerType)
            .add("feature", DataTypes.StringType)
            .add("p_active", DataTypes.DoubleType)
            .add("q05", DataTypes.DoubleType)
            .add("q25", DataTypes.DoubleType)
            .add("q50", DataTypes.DoubleType)
            .add("q75", DataTypes.DoubleType)
            .add("q95", DataTypes.DoubleType)
            .add("mean", DataTypes.DoubleType);

    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

    /** Futures that are drawn at once, at most so many and so much memory. */
    private static final int MOST_FUTURES = 512;

    private static final long MOST_BYTES = 256L << 20;

    private final Iterator<SeriesWindow> windows;
    private final Futures futures;
    private final ForecastPlan plan;
    private final List<SeriesFeature> features;
    private final HostHistory.Tail tail;
    private final int hostsAtOnce;
    private final Deque<Row> ready = new ArrayDeque<>();

    ForecastIterator(
            Iterator<Row> rows, List<SeriesFeature> features, Broadcast<LoadedModel> model, ForecastPlan plan) {
        SequencePredictor predictor = Predictors.take(model);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> Predictors.giveBack(model));
        this.windows = SeriesWindows.read(rows, features);
        this.futures = new Futures(predictor, plan);
        this.plan = plan;
        this.features = features;
        ModelConfig config = model.value().config();
        this.tail = new HostHistory.Tail(config.context());
        this.hostsAtOnce =
                (int) Math.max(1, Math.min(MOST_FUTURES, MOST_BYTES / bytesPerFuture(config)) / plan.samples());
    }

    /** Keys and values of a whole context; a network without them holds less. */
    private static long bytesPerFuture(ModelConfig config) {
        return 2L * config.layers() * config.context() * config.width() * Float.BYTES;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && (windows.hasNext() || !tail.isEmpty())) {
            List<HostHistory> histories = nextHosts();
            if (!histories.isEmpty()) {
                futures.of(histories).forEach(this::report);
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.poll();
    }

    /** As many hosts as are drawn at once, fewer at the end; maybe none that are to be forecast. */
    private List<HostHistory> nextHosts() {
        List<HostHistory> histories = new ArrayList<>();
        while (histories.size() < hostsAtOnce && windows.hasNext()) {
            SeriesWindow window = windows.next();
            if (!tail.isEmpty() && !tail.isOf(window.domain(), window.host())) {
                add(histories);
            }
            tail.add(window);
        }
        if (histories.size() < hostsAtOnce && !windows.hasNext()) {
            add(histories);
            tail.clear();
        }
        return histories;
    }

    private void add(List<HostHistory> histories) {
        if (tail.size() >= plan.leastWindows()) {
            histories.add(tail.history());
        }
    }

    private void report(Futures.OfHost host) {
        for (int window = 0; window < plan.horizon(); window++) {
            double active = host.active(window) / (double) plan.samples();
            for (int f = 0; f < plan.features().length; f++) {
                SeriesFeature feature = features.get(plan.features()[f]);
                Object[] row = new Object[ROW.length()];
                row[0] = host.history().domain();
                row[1] = host.history().host();
                row[2] = window + 1;
                row[3] = feature.column();
                row[4] = active;
                summarise(host.values(window, f), feature, row);
                ready.add(RowFactory.create(row));
            }
        }
    }

    /** Quantiles and mean in the feature's unit; null where it is missing in all futures. */
    private static void summarise(float[] transformed, SeriesFeature feature, Object[] row) {
        double[] values = new double[transformed.length];
        int count = 0;
        for (float value : transformed) {
            if (!Float.isNaN(value)) {
                values[count++] = feature.scale().undo(value);
            }
        }
        if (count == 0) {
            return;
        }
        Arrays.sort(values, 0, count);
        for (int i = 0; i < QUANTILES.length; i++) {
            double at = QUANTILES[i] * (count - 1);
            int below = (int) at;
            int above = Math.min(count - 1, below + 1);
            row[5 + i] = values[below] + (at - below) * (values[above] - values[below]);
        }
        row[5 + QUANTILES.length] = Arrays.stream(values, 0, count).average().orElseThrow();
    }
}
