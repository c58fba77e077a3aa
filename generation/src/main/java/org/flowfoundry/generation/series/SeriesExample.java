package org.flowfoundry.generation.series;

import java.util.List;
import org.flowfoundry.generation.image.SeriesBatch;

/**
 * A series as a network learns it.
 *
 * @param places (channels * steps)
 * @param spreads (channels * steps)
 * @param label number of its class
 * @param length how many steps there are
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record SeriesExample(float[] places, float[] spreads, int label, int length) {

    static SeriesExample of(TrafficSeries series, SeriesCodec codec, int label) {
        return new SeriesExample(codec.places(series), codec.spreads(series), label, series.length());
    }

    static SeriesBatch join(List<SeriesExample> examples) {
        return new SeriesBatch(
                examples.stream().map(SeriesExample::places).toArray(float[][]::new),
                examples.stream().map(SeriesExample::spreads).toArray(float[][]::new),
                examples.stream().mapToInt(SeriesExample::label).toArray(),
                examples.stream().mapToInt(SeriesExample::length).toArray());
    }
}
