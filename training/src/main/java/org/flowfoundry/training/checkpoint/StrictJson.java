package org.flowfoundry.training.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Pattern;
import org.flowfoundry.training.TrainingErrors;

/**
 * Records as JSON files. Reading takes nothing for granted: an unknown, a missing or a repeated name, a number where a text
 * should be, or anything after the end is an error.
 */
public final class StrictJson {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, StrictJson::textsOnly)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private static final int LONGEST = 64_000_000;

    /** Names of classes and settings, and where in our own memory the text lay. */
    private static final Pattern OF_JAVA = Pattern.compile(String.join(
            "|",
            "( \\(index \\d+\\))?; `.*",
            "Cannot construct instance of `[^`]*`, problem: ",
            "Cannot construct instance of `[^`]*`[^:]*: no [^:]* to deserialize (?=from )",
            " of type `[^`]*`",
            " into type `[^`]*`",
            " \\(class [^)]*\\), not marked as ignorable",
            ":? (en|dis)able \\S+ to allow",
            " \\(not recognized as one since [^)]*\\)",
            " to `[^`]*`( value)?",
            " \\((set|but could if|bound as|of type|token|start marker at|although|from) [^()]*(\\([^()]*\\)[^()]*)*\\)",
            ", from `[^`]*`",
            ": not allowed as per `[^`]*`",
            "\\.+\\s*$"));

    private StrictJson() {}

    /** Of scalars, the mapper still takes numbers and truths for texts. */
    private static void textsOnly(MutableCoercionConfig texts) {
        texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }

    /** Writes a record so that people can read it, too; the stream stays open. */
    public static void write(OutputStream out, Object value) throws IOException {
        MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValue(out, value);
    }

    /**
     * Reads a whole file.
     *
     * @param length of the file, in bytes
     * @param name how messages call the file
     * @throws org.flowfoundry.core.error.UserException where it is not the JSON of such a record
     */
    public static <T> T read(InputStream in, long length, Class<T> type, String name) throws IOException {
        if (length > LONGEST) {
            throw TrainingErrors.unsoundJson(name, "it has " + length + " bytes, more than " + LONGEST);
        }
        byte[] json = in.readNBytes((int) length);
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw TrainingErrors.unsoundJson(name, "it is null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw TrainingErrors.unsoundJson(name, reason(e));
        }
    }

    /** {@link #read} for files of one type. */
    public static <T> FileParser<T> parser(Class<T> type) {
        return (in, length, name) -> read(in, length, type, name);
    }

    /** What the parser says, without the names of its settings and of our classes, and without a full stop. */
    static String reason(JsonProcessingException e) {
        String line = e.getOriginalMessage().lines().findFirst().orElse("");
        return OF_JAVA.matcher(line).replaceAll("").replace("`", "");
    }
}
