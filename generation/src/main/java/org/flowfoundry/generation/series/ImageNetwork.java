package org.flowfoundry.generation.series;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.generation.image.DiffusionConfig;
import org.flowfoundry.generation.image.DiffusionModel;
import org.flowfoundry.generation.image.DiffusionModel.Wanted;
import org.flowfoundry.generation.image.SeriesBatch;
import org.flowfoundry.generation.image.SeriesSampler;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Form;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.tensor.NativeEngine;

/**
 * Diffusion whose noise is normal, over the fields of series, or over the places that fields are made of.
 *
 * @param labels of the classes
 * @param codecs (classes) what is common at a step of a class has much room there
 */
record ImageNetwork(DiffusionConfig config, List<String> labels, List<SeriesCodec> codecs)
        implements SeriesNetwork<SeriesExample, SeriesBatch> {

    ImageNetwork {
        labels = List.copyOf(labels);
        codecs = List.copyOf(codecs);
        if (config == null || labels.size() != config.classes() || codecs.size() != config.classes()) {
            throw new IllegalArgumentException("a network of fields needs a label and a codec for each class");
        }
        for (SeriesCodec codec : codecs) {
            if (codec.steps() != config.steps() || codec.channels().size() != config.channels()) {
                throw new IllegalArgumentException("a class has other channels or steps than the network");
            }
        }
    }

    @Override
    public Form form() {
        return config.form() == DiffusionConfig.Form.PLACES ? Form.PLACES : Form.FIELDS;
    }

    @Override
    public Trainable<SeriesBatch> model() {
        return new DiffusionModel(config);
    }

    @Override
    public float[] initialParameters(long seed) {
        return new DiffusionModel(config).initialParameters(seed);
    }

    @Override
    public List<SeriesExample> examples(List<TrafficSeries> series) {
        return series.stream()
                .map(one -> {
                    int label = labels.indexOf(one.label());
                    return SeriesExample.of(one, codecs.get(label), label);
                })
                .toList();
    }

    @Override
    public SeriesBatch join(List<SeriesExample> examples) {
        return SeriesExample.join(examples);
    }

    @Override
    public SeriesMaker maker(float[] parameters, Sampling sampling, NativeEngine engine) {
        return new ImageMaker(this, sampling, new SeriesSampler(config, parameters, engine));
    }

    private record ImageMaker(ImageNetwork network, Sampling sampling, SeriesSampler sampler) implements SeriesMaker {

        @Override
        public List<SeriesGenerator.Made> make(Wanted wanted, long[] seeds) {
            float[][] samples = sampler.sample(sampling.method(), sampling.steps(), sampling.guidance(), wanted, seeds);
            List<SeriesGenerator.Made> made = new ArrayList<>(samples.length);
            for (int i = 0; i < samples.length; i++) {
                made.add(made(wanted.classes()[i], samples[i], wanted.lengths()[i]));
            }
            return made;
        }

        private SeriesGenerator.Made made(int label, float[] sample, int length) {
            SeriesCodec codec = network.codecs().get(label);
            String name = network.labels().get(label);
            if (network.form() == Form.PLACES) {
                return new SeriesGenerator.Made(codec.ofPlaces(name, sample, length), null);
            }
            SeriesCodec.Decoded decoded = codec.nearest(name, sample, length);
            return new SeriesGenerator.Made(decoded.series(), decoded.residual());
        }

        @Override
        public void close() {
            sampler.close();
        }
    }
}
