package org.flowfoundry.generation.series;

import java.util.List;
import java.util.stream.LongStream;
import org.flowfoundry.generation.image.DiffusionModel.Wanted;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.training.tensor.NativeEngine;

/** Makes series of a model, batch by batch, on one device. */
public final class SeriesGenerator implements AutoCloseable {

    private final SeriesMaker maker;

    public SeriesGenerator(SavedSeriesModel model, Sampling sampling, NativeEngine engine) {
        this.maker = model.description().network().maker(model.parameters(), sampling, engine);
    }

    /**
     * A series that was made.
     *
     * @param residual see {@link SeriesCodec.Decoded}; null where fields were not what was generated
     */
    public record Made(TrafficSeries series, Double residual) {}

    /**
     * Makes series.
     *
     * @param seeds (rows) of their noise
     */
    public List<Made> make(Wanted wanted, long[] seeds) {
        return maker.make(wanted, seeds);
    }

    /** The rows of a generation from a number on. */
    List<Made> make(SeriesDraws draws, long first, int rows) {
        long[] seeds = LongStream.range(first, first + rows).map(draws::noise).toArray();
        return make(draws.wanted(first, rows), seeds);
    }

    @Override
    public void close() {
        maker.close();
    }
}
