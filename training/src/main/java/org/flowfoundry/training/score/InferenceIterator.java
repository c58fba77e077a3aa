package org.flowfoundry.training.score;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.flowfoundry.training.model.Prediction;
import org.flowfoundry.training.model.SequencePredictor;
import org.flowfoundry.training.sequence.KeyedBatches;
import org.flowfoundry.training.sequence.KeyedBatches.Key;
import org.flowfoundry.training.sequence.KeyedBatches.KeyedBatch;
import org.flowfoundry.training.sequence.SegmentRule;
import org.flowfoundry.training.sequence.SeriesFeature;
import org.flowfoundry.training.sequence.SeriesWindows;

/** One task of {@link Inference}: sorted rows in, rows with the model's output out. */
final class InferenceIterator implements Iterator<Row> {

    /** Of a window; its host's domain and address tell hosts of different networks apart. */
    private record Window(String domain, String host, long start) {}

    private final SequencePredictor predictor;
    private final WindowOutput output;
    private final KeyedBatches batches;

    /** The rows that the model has been given, or will be with the next batches: as many as fit its open rows of tokens. */
    private final Map<Window, Row> carried = new HashMap<>();

    private final Deque<Row> ready = new ArrayDeque<>();

    InferenceIterator(
            Iterator<Row> rows,
            List<SeriesFeature> features,
            Broadcast<LoadedModel> model,
            WindowOutput output,
            int batchRows) {
        LoadedModel loaded = model.value();
        this.output = output;
        this.predictor = Predictors.take(model);
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> Predictors.giveBack(model));
        SegmentRule rule =
                SegmentRule.half(loaded.config().context(), loaded.encoder().windowSeconds());
        this.batches =
                new KeyedBatches(SeriesWindows.read(remembering(rows), features), rule, features.size(), batchRows);
    }

    private Iterator<Row> remembering(Iterator<Row> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                Row row = rows.next();
                carried.put(
                        new Window(row.getString(1), row.getString(2), row.getLong(3)), row.getStruct(row.size() - 1));
                return row;
            }
        };
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && batches.hasNext()) {
            KeyedBatch keyed = batches.next();
            Prediction prediction = predictor.predict(keyed.batch());
            for (Key key : keyed.fresh()) {
                Row row = carried.remove(new Window(key.domain(), key.host(), key.start()));
                ready.add(with(row, output.of(new WindowView(keyed.batch(), prediction, key.token()))));
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new java.util.NoSuchElementException();
        }
        return ready.poll();
    }

    private static Row with(Row row, Object value) {
        Object[] values = new Object[row.size() + 1];
        for (int i = 0; i < row.size(); i++) {
            values[i] = row.get(i);
        }
        values[row.size()] = value;
        return RowFactory.create(values);
    }
}
