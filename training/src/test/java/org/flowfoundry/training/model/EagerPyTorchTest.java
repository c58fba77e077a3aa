package org.flowfoundry.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.flowfoundry.training.engine.Trainable.Mode;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.tensor.ParameterSpec;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loss and gradients of every kind of model against an implementation of its own in Python. */
class EagerPyTorchTest {

    @TempDir
    Path folder;

    static Stream<ModelConfig> configs() {
        // The Python model embeds no hosts.
        return Samples.configs().map(EagerPyTorchTest::withoutHosts);
    }

    private static ModelConfig withoutHosts(ModelConfig config) {
        return Samples.config(
                config.kind(),
                config.activation(),
                config.positions(),
                config.dropout(),
                0,
                config.shortcuts(),
                config.chained());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void pythonComputesTheSame(ModelConfig config) {
        if (!EagerPyTorch.isAtHand()) {
            String message = "SKIPPED: PyTorch's own model is not tried; set " + EagerPyTorch.VARIABLE
                    + " to a Python that has torch and safetensors";
            System.err.println(message);
            Assumptions.abort(message);
        }
        SequenceModel model = Samples.model(config);
        SequenceBatch batch = SampleBatches.random(12, 16, Samples.FEATURES, 31);
        float[] values = model.initialParameters(4);
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (0.4 * (random.nextDouble() - 0.5));
        }
        Path dump = folder.resolve("dump.safetensors");
        ModelDump.write(dump, model, values, batch);
        JsonNode theirs = EagerPyTorch.run(dump, 0);
        try (Replica<SequenceBatch> replica = new Replica<>(new NextWindowObjective(model, Targets.HARD), values)) {
            assertThat(replica.loss(batch, Mode.EVALUATION, 0))
                    .isCloseTo(theirs.get("loss").asDouble(), within(1e-5));
            float[] gradient = replica.gradient(batch, Mode.EVALUATION, 0);
            int offset = 0;
            for (ParameterSpec spec : model.layout().specs()) {
                double square = 0;
                for (int i = offset; i < offset + spec.size(); i++) {
                    square += (double) gradient[i] * gradient[i];
                }
                double expected = theirs.get("gradient").get(spec.name()).asDouble();
                assertThat(Math.sqrt(square)).as(spec.name()).isCloseTo(expected, within(1e-5 + 1e-4 * expected));
                offset += spec.size();
            }
        }
    }
}
