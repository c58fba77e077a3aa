package org.flowfoundry.generation.series;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.List;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Form;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * A diffusion of series: its network's shape, and how series are what the network reads. It is JSON, and part of a model.
 *
 * @param <E> a series as the network learns it
 * @param <B> a mini-batch of them
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TokenNetwork.class, name = "tokens"),
    @JsonSubTypes.Type(value = ImageNetwork.class, name = "image")
})
sealed interface SeriesNetwork<E, B> extends Serializable permits TokenNetwork, ImageNetwork {

    /** What is diffused. */
    Form form();

    Trainable<B> model();

    /** The first values of the parameters. */
    float[] initialParameters(long seed);

    /** Series of the classes that the network was fitted to, in their order. */
    List<E> examples(List<TrafficSeries> series);

    B join(List<E> examples);

    /** A trained network at work, on one device. */
    SeriesMaker maker(float[] parameters, Sampling sampling, NativeEngine engine);
}
