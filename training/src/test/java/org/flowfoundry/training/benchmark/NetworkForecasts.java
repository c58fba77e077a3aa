package org.flowfoundry.training.benchmark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.WindowForecasts;
import org.flowfoundry.training.sequence.KeyedBatches;
import org.flowfoundry.training.sequence.KeyedBatches.Key;
import org.flowfoundry.training.sequence.KeyedBatches.KeyedBatch;
import org.flowfoundry.training.sequence.SegmentRule;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.sequence.SeriesWindow;
import org.flowfoundry.training.tensor.NativeEngine;

/** Forecasts of a trained network, each window with at least half a context of history where its host has that. */
final class NetworkForecasts {

    private static final int BATCH_ROWS = 32;

    private NetworkForecasts() {}

    static Forecasts of(
            HostWindows windows, ModelConfig config, SeriesEncoder encoder, float[] parameters, NativeEngine engine) {
        Forecasts forecasts = Forecasts.empty(windows, encoder);
        Map<Key, Integer> rowOf = new HashMap<>();
        for (int row = 0; row < forecasts.rows().length; row++) {
            SeriesWindow window = windows.windows()[forecasts.rows()[row]];
            rowOf.put(new Key(0, window.domain(), window.host(), window.start()), row);
        }
        SegmentRule rule = SegmentRule.half(config.context(), encoder.windowSeconds());
        KeyedBatches batches = new KeyedBatches(
                ofTestedHosts(windows, forecasts.rows()),
                rule,
                windows.features().size(),
                BATCH_ROWS);
        try (WindowForecasts network = new WindowForecasts(config, encoder, parameters, engine)) {
            while (batches.hasNext()) {
                KeyedBatch keyed = batches.next();
                Map<Integer, Integer> rowOfToken = new HashMap<>();
                for (Key key : keyed.fresh()) {
                    Integer row = rowOf.get(new Key(0, key.domain(), key.host(), key.start()));
                    if (row != null) {
                        rowOfToken.put(key.token(), row);
                    }
                }
                network.read(keyed.batch(), (token, elapsed, features, joint) -> {
                    Integer row = rowOfToken.get(token);
                    if (row != null) {
                        forecasts.put(row, 0, elapsed);
                        for (int f = 0; f < features.length; f++) {
                            forecasts.put(row, f + 1, features[f]);
                            forecasts.given(row, f + 1, joint[f]);
                        }
                    }
                });
            }
        }
        return forecasts;
    }

    /** All windows of the hosts that have any to be forecast. */
    private static Iterator<SeriesWindow> ofTestedHosts(HostWindows windows, int[] tested) {
        boolean[] wanted = new boolean[windows.host()[windows.count() - 1] + 1];
        Arrays.stream(tested).forEach(row -> wanted[windows.host()[row]] = true);
        return IntStream.range(0, windows.count())
                .filter(i -> wanted[windows.host()[i]])
                .mapToObj(i -> windows.windows()[i])
                .iterator();
    }
}
