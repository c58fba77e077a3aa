package org.flowfoundry.generation.series;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.flowfoundry.generation.diffusion.DenoiserConfig;
import org.flowfoundry.generation.diffusion.MaskedObjective;
import org.flowfoundry.generation.diffusion.MaskedSampler;
import org.flowfoundry.generation.diffusion.SamplingPlan;
import org.flowfoundry.generation.diffusion.TokenBatch;
import org.flowfoundry.generation.image.DiffusionModel.Wanted;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Form;
import org.flowfoundry.training.engine.Trainable;
import org.flowfoundry.training.tensor.NativeEngine;

/** Diffusion whose noise is masks, over the tokens of steps. */
record TokenNetwork(DenoiserConfig config, StepTokens tokens) implements SeriesNetwork<int[], TokenBatch> {

    TokenNetwork {
        if (config == null || tokens == null) {
            throw new IllegalArgumentException("a network of tokens needs a configuration and tokens");
        }
    }

    @Override
    public Form form() {
        return Form.TOKENS;
    }

    @Override
    public Trainable<TokenBatch> model() {
        return objective();
    }

    private MaskedObjective objective() {
        return new MaskedObjective(config, tokens.slots());
    }

    @Override
    public float[] initialParameters(long seed) {
        return objective().initialParameters(seed);
    }

    @Override
    public List<int[]> examples(List<TrafficSeries> series) {
        return Arrays.asList(tokens.encode(series));
    }

    @Override
    public TokenBatch join(List<int[]> examples) {
        return TokenBatch.of(examples);
    }

    @Override
    public SeriesMaker maker(float[] parameters, Sampling sampling, NativeEngine engine) {
        MaskedSampler sampler =
                new MaskedSampler(config, tokens.slots(), parameters, new SamplingPlan(1, sampling.guidance()), engine);
        return new TokenMaker(tokens, sampler);
    }

    private record TokenMaker(StepTokens tokens, MaskedSampler sampler) implements SeriesMaker {

        @Override
        public List<SeriesGenerator.Made> make(Wanted wanted, long[] seeds) {
            SplittableRandom random = new SplittableRandom(seeds[0]);
            int[][] made = sampler.sample(tokens.given(wanted.classes(), wanted.lengths()), random.nextLong());
            return tokens.decode(made, random).stream()
                    .map(series -> new SeriesGenerator.Made(series, null))
                    .toList();
        }

        @Override
        public void close() {
            sampler.close();
        }
    }
}
