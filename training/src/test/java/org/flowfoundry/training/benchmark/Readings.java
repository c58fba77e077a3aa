package org.flowfoundry.training.benchmark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.flowfoundry.training.model.Prediction;
import org.flowfoundry.training.model.SequencePredictor;
import org.flowfoundry.training.sequence.KeyedBatches;
import org.flowfoundry.training.sequence.KeyedBatches.Key;
import org.flowfoundry.training.sequence.KeyedBatches.KeyedBatch;
import org.flowfoundry.training.sequence.SegmentRule;
import org.flowfoundry.training.sequence.SeriesWindow;

/**
 * What a network makes of windows, as heads read it.
 *
 * @param surprise (windows, 1 + features), null where not asked for
 * @param hidden (windows, width), likewise
 */
record Readings(float[][] surprise, float[][] hidden) {

    private static final int BATCH_ROWS = 32;

    /** Reads the series of the hosts that have any window asked for. */
    static Readings of(Benchmarks data, float[] parameters, int[] asked) {
        HostWindows windows = data.windows();
        Readings readings = new Readings(new float[windows.count()][], new float[windows.count()][]);
        boolean[] wanted = new boolean[windows.host()[windows.count() - 1] + 1];
        Map<Key, Integer> numbers = new HashMap<>();
        for (int i : asked) {
            SeriesWindow window = windows.windows()[i];
            wanted[windows.host()[i]] = true;
            numbers.put(new Key(0, window.domain(), window.host(), window.start()), i);
        }
        Iterator<SeriesWindow> series = IntStream.range(0, windows.count())
                .filter(i -> wanted[windows.host()[i]])
                .mapToObj(i -> windows.windows()[i])
                .iterator();
        var config = data.config("transformer");
        SegmentRule rule = SegmentRule.half(config.context(), data.encoder().windowSeconds());
        KeyedBatches batches = new KeyedBatches(series, rule, windows.features().size(), BATCH_ROWS);
        try (SequencePredictor predictor = SequencePredictor.open(config, data.encoder(), parameters, data.engine())) {
            while (batches.hasNext()) {
                KeyedBatch keyed = batches.next();
                Prediction prediction = predictor.predict(keyed.batch());
                for (Key key : keyed.fresh()) {
                    Integer window = numbers.get(new Key(0, key.domain(), key.host(), key.start()));
                    if (window != null) {
                        readings.put(window, prediction, key.token(), windows.outputs(), config.width());
                    }
                }
            }
        }
        return readings;
    }

    private void put(int window, Prediction prediction, int token, int outputs, int width) {
        surprise[window] = Arrays.copyOfRange(prediction.surprise(), token * outputs, (token + 1) * outputs);
        hidden[window] = Arrays.copyOfRange(prediction.hidden(), token * width, (token + 1) * width);
    }
}
