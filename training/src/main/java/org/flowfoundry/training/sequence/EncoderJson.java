package org.flowfoundry.training.sequence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.flowfoundry.training.TrainingErrors;

/**
 * Encoders as JSON. What is read is not trusted: its size is bounded, nothing may be missing, unknown or there twice, and the
 * records check the rest.
 */
public final class EncoderJson {

    /** Room for the most features of the most bins that an encoder may have, some times over. */
    private static final int MOST_CHARACTERS = 64 << 20;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(MOST_CHARACTERS)
                            .maxNestingDepth(8)
                            .maxNumberLength(40)
                            .maxStringLength(1000)
                            .maxNameLength(100)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EncoderJson() {}

    public static String write(SeriesEncoder encoder) {
        try {
            return JSON.writeValueAsString(encoder);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An encoder is plain data", e);
        }
    }

    /** @param source where the text comes from, as errors name it */
    public static SeriesEncoder read(String json, String source) {
        if (json.length() > MOST_CHARACTERS) {
            throw TrainingErrors.badEncoder(source, "it has " + json.length() + " characters");
        }
        try {
            SeriesEncoder encoder = JSON.readValue(json, SeriesEncoder.class);
            if (encoder == null) {
                throw TrainingErrors.badEncoder(source, "it is empty");
            }
            return encoder;
        } catch (JsonMappingException e) {
            Throwable cause = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
            throw TrainingErrors.badEncoder(source, cause == e ? e.getOriginalMessage() : cause.getMessage());
        } catch (JsonProcessingException e) {
            throw TrainingErrors.badEncoder(source, e.getOriginalMessage());
        }
    }
}
