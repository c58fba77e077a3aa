package org.flowfoundry.training.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private static final int LONGEST = 64_000_000;
    private static final Pattern OF_JAVA =
            Pattern.compile("( \\(index \\d+\\))?; `.*|Cannot construct instance of `[^`]*`, problem: | of type `[^`]*`"
                    + "| \\(class [^)]*\\), not marked as ignorable");

    private StrictJson() {}

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

    /** What the parser says, without the names of its settings and of our classes. */
    static String reason(JsonProcessingException e) {
        return OF_JAVA.matcher(e.getOriginalMessage()).replaceAll("");
    }
}
