package org.flowfoundry.training.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.flowfoundry.training.DamagedException;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.checkpoint.Safetensors;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.ModelConfig.Kind;
import org.flowfoundry.training.model.ModelSize;
import org.flowfoundry.training.model.SequenceModel;
import org.flowfoundry.training.registry.SavedModel.Description;
import org.flowfoundry.training.sequence.SampleEncoders;
import org.flowfoundry.training.sequence.Split;
import org.flowfoundry.training.tensor.ParameterLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SavedModelTest {

    private static final Split SPLIT = new Split("2024-04-20T00:00:00Z", 0.2, 0.1, 7);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aModelIsReadAsItWasWritten(Kind kind) throws IOException {
        Description description = new Description(ModelSize.TINY.config(kind), SampleEncoders.even(4, 16), SPLIT);
        SequenceModel model = new SequenceModel(description.config(), description.encoder());
        float[] parameters = model.initialParameters(3);
        Map<String, FileContent> files = SavedModel.files(description, model.layout(), parameters);

        SavedModel read =
                read(bytes(files.get(SavedModel.DESCRIPTION_FILE)), bytes(files.get(SavedModel.PARAMETERS_FILE)));

        assertThat(read.parameters(model.layout())).isEqualTo(parameters);
        assertThat(read.description().config()).isEqualTo(description.config());
        assertThat(read.description().split()).isEqualTo(SPLIT);
        assertThat(read.description().encoder()).usingRecursiveComparison().isEqualTo(description.encoder());
    }

    @Test
    void parametersOfAnotherModelAreRefused() throws IOException {
        ModelConfig config = ModelSize.TINY.config(Kind.TRANSFORMER);
        ParameterLayout small = new SequenceModel(config, SampleEncoders.even(4, 16)).layout();
        ParameterLayout large = new SequenceModel(config, SampleEncoders.even(5, 16)).layout();
        ParameterLayout gru = new SequenceModel(ModelSize.TINY.config(Kind.GRU), SampleEncoders.even(4, 16)).layout();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SavedModel.write(out, small, new float[small.size()]);
        byte[] file = out.toByteArray();

        assertThatThrownBy(() -> SavedModel.read(new ByteArrayInputStream(file), file.length, "m", large))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("'m' is no sound safetensors file of 32-bit floats: tensor '")
                .hasMessageContaining(", not of shape [");
        assertThatThrownBy(() -> SavedModel.read(new ByteArrayInputStream(file), file.length, "m", gru))
                .isInstanceOf(DamagedException.class);
        assertThat(SavedModel.read(new ByteArrayInputStream(file), file.length, "m", small))
                .hasSize(small.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "width" : 32 | "width" : 2000000000 | width must lie between 1 and 16384, not 2000000000
            "width" : 32 | "width" : 33 | width 33 is not a multiple of heads 2
            "width" : 32 | "width" : 3.2e1 | 3.2e1
            "width" : 32 | "wdth" : 32 | Missing creator property 'width'
            "width" : 32 | "width" : 32, "more" : 1 | Unrecognized field "more"
            "width" : 32 | "width" : 32, "width" : 32 | Duplicate field 'width'
            "kind" : "TRANSFORMER" | "kind" : "LSTM" | LSTM
            "bins" : 16 | "bins" : 1000000000 | bins must lie between 4 and 1024
            "testFrom" : "2024-04-20T00:00:00Z" | "testFrom" : "soon" | soon
            "seed" : 7 | "seed" : null | null
            """)
    void whatIsNotADescriptionIsAnErrorThatSaysWhy(String sound, String altered, String problem) throws IOException {
        Description description =
                new Description(ModelSize.TINY.config(Kind.TRANSFORMER), SampleEncoders.even(4, 16), SPLIT);
        String json = new String(bytes(out -> StrictJson.write(out, description)), StandardCharsets.UTF_8);
        assertThat(json).contains(sound);
        byte[] changed = json.replace(sound, altered).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> StrictJson.read(
                        new ByteArrayInputStream(changed), changed.length, Description.class, "model.json"))
                .isInstanceOf(DamagedException.class)
                .hasMessageStartingWith("'model.json' is not the JSON that is written there: ")
                .hasMessageContaining(problem)
                .extracting(Throwable::getMessage, org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .doesNotContain("org.flowfoundry");
    }

    private static SavedModel read(byte[] description, byte[] parameters) throws IOException {
        return new SavedModel(
                StrictJson.read(
                        new ByteArrayInputStream(description), description.length, Description.class, "model.json"),
                Safetensors.read(new ByteArrayInputStream(parameters), parameters.length, "m")
                        .tensors());
    }

    private static byte[] bytes(FileContent content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.writeTo(out);
        return out.toByteArray();
    }
}
