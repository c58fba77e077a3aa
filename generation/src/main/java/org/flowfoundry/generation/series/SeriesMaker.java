package org.flowfoundry.generation.series;

import java.util.List;
import org.flowfoundry.generation.image.DiffusionModel.Wanted;

/** A trained network that makes series, batch by batch. Not for several threads at once. */
interface SeriesMaker extends AutoCloseable {

    /**
     * Makes series of the classes and lengths that are wanted.
     *
     * @param seeds (rows) of their noise
     */
    List<SeriesGenerator.Made> make(Wanted wanted, long[] seeds);

    @Override
    void close();
}
