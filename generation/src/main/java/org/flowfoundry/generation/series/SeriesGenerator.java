package org.flowfoundry.generation.series;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.flowfoundry.generation.image.DiffusionConfig;
import org.flowfoundry.generation.image.DiffusionConfig.Form;
import org.flowfoundry.generation.image.DiffusionModel.Wanted;
import org.flowfoundry.generation.image.SeriesSampler;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.training.tensor.NativeEngine;

/** Makes series of a model, batch by batch, on one device. */
public final class SeriesGenerator implements AutoCloseable {

    private final SeriesDescription description;
    private final SeriesSampler sampler;
    private final Sampling sampling;

    public SeriesGenerator(SavedSeriesModel model, Sampling sampling, NativeEngine engine) {
        this.description = model.description();
        this.sampler = new SeriesSampler(description.config(), model.parameters(), engine);
        this.sampling = sampling;
    }

    /**
     * A series that was made.
     *
     * @param residual see {@link SeriesCodec.Decoded}; null where places were generated
     */
    public record Made(TrafficSeries series, Double residual) {}

    /**
     * Makes series.
     *
     * @param seeds (rows) of their noise
     */
    public List<Made> make(Wanted wanted, long[] seeds) {
        float[][] samples = sampler.sample(sampling.method(), sampling.steps(), sampling.guidance(), wanted, seeds);
        DiffusionConfig config = description.config();
        List<Made> made = new ArrayList<>(samples.length);
        for (int i = 0; i < samples.length; i++) {
            SeriesClass label = description.classes().get(wanted.classes()[i]);
            int length = wanted.lengths()[i];
            if (config.form() == Form.PLACES) {
                made.add(new Made(label.codec().ofPlaces(label.label(), samples[i], length), null));
            } else {
                SeriesCodec.Decoded decoded = label.codec().nearest(label.label(), samples[i], length);
                made.add(new Made(decoded.series(), decoded.residual()));
            }
        }
        return made;
    }

    /** The rows of a generation from a number on. */
    List<Made> make(SeriesDraws draws, long first, int rows) {
        long[] seeds = LongStream.range(first, first + rows).map(draws::noise).toArray();
        return make(draws.wanted(first, rows), seeds);
    }

    @Override
    public void close() {
        sampler.close();
    }
}
