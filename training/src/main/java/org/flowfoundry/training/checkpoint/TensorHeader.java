package org.flowfoundry.training.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flowfoundry.training.TrainingErrors;

/**
 * The header of a safetensors file.
 *
 * @param entries the tensors in the order of their data, which they fill without gaps
 */
record TensorHeader(List<Entry> entries, Map<String, String> metadata) {

    private static final String METADATA = "__metadata__";
    private static final String FLOAT32 = "F32";
    /** Of values within the header, which others follow. */
    private static final ObjectReader WITHIN =
            StrictJson.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int ALIGNMENT = 8;
    private static final int MOST_DIMENSIONS = 8;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** A tensor: what is said of it, checked. */
    record Entry(String name, int[] shape, int size) {}

    /** A tensor as the header writes it. */
    private record Written(String dtype, long[] shape, @JsonProperty("data_offsets") long[] offsets) {}

    private record Placed(Entry entry, long begin, long end) {}

    static TensorHeader of(Collection<NamedTensor> tensors, Map<String, String> metadata) {
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of(METADATA));
        for (NamedTensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("Two tensors named '" + tensor.name() + "'");
            }
            long size = Arrays.stream(tensor.shape()).asLongStream().reduce(1, Math::multiplyExact);
            if (size != tensor.values().length) {
                throw new IllegalArgumentException("Tensor '" + tensor.name() + "' of shape "
                        + Arrays.toString(tensor.shape()) + " has " + tensor.values().length + " values");
            }
            entries.add(new Entry(tensor.name(), tensor.shape(), tensor.values().length));
        }
        return new TensorHeader(entries, metadata);
    }

    /** As JSON, with blanks at its end so that the data begin at a multiple of eight bytes. */
    byte[] bytes() throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            object.put(METADATA, metadata);
        }
        long begin = 0;
        for (Entry entry : entries) {
            long end = begin + (long) entry.size() * Float.BYTES;
            long[] shape = Arrays.stream(entry.shape()).asLongStream().toArray();
            object.put(entry.name(), new Written(FLOAT32, shape, new long[] {begin, end}));
            begin = end;
        }
        byte[] json = StrictJson.MAPPER.writeValueAsBytes(object);
        byte[] padded = Arrays.copyOf(json, (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /** @param dataLength bytes that follow the header in the file */
    static TensorHeader parse(byte[] json, long dataLength, String file) throws IOException {
        Map<String, Placed> placed = new LinkedHashMap<>();
        Map<String, String> metadata = Map.of();
        // Token by token: a tree of a hostile header would take many times its size.
        try (JsonParser parser = StrictJson.MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw TrainingErrors.unsoundTensors(file, "its header is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals(METADATA)) {
                    metadata = WITHIN.readValue(parser, new TypeReference<Map<String, String>>() {});
                } else {
                    placed.put(name, place(name, WITHIN.readValue(parser, Written.class), dataLength, file));
                }
            }
            if (parser.nextToken() != null) {
                throw TrainingErrors.unsoundTensors(file, "something follows its header");
            }
        } catch (JsonProcessingException e) {
            throw TrainingErrors.unsoundTensors(file, "its header cannot be read: " + StrictJson.reason(e));
        }
        return new TensorHeader(inOrder(placed.values(), dataLength, file), metadata == null ? Map.of() : metadata);
    }

    private static Placed place(String name, Written written, long dataLength, String file) {
        String tensor = "tensor '" + name + "' ";
        if (written == null || written.dtype == null || written.shape == null || written.offsets == null) {
            throw TrainingErrors.unsoundTensors(file, tensor + "lacks its dtype, shape or data_offsets");
        }
        if (!written.dtype.equals(FLOAT32)) {
            throw TrainingErrors.unsoundTensors(file, tensor + "is of type " + written.dtype + ", not " + FLOAT32);
        }
        long[] offsets = written.offsets;
        if (offsets.length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > dataLength) {
            throw TrainingErrors.unsoundTensors(
                    file, tensor + "should lie at " + Arrays.toString(offsets) + " of " + dataLength + " bytes");
        }
        if (written.shape.length > MOST_DIMENSIONS) {
            throw TrainingErrors.unsoundTensors(file, tensor + "has " + written.shape.length + " dimensions");
        }
        long size = size(written.shape);
        if (size < 0 || size * Float.BYTES != offsets[1] - offsets[0]) {
            throw TrainingErrors.unsoundTensors(
                    file,
                    tensor + "of shape " + Arrays.toString(written.shape) + " lies in " + (offsets[1] - offsets[0])
                            + " bytes");
        }
        int[] shape = Arrays.stream(written.shape).mapToInt(Math::toIntExact).toArray();
        return new Placed(new Entry(name, shape, (int) size), offsets[0], offsets[1]);
    }

    /** The number of values; -1 where a dimension or the number is more than an array can have. */
    private static long size(long[] shape) {
        long size = 1;
        boolean sound = true;
        for (long dimension : shape) {
            sound &= dimension >= 0 && dimension <= Integer.MAX_VALUE;
            size = sound ? size * dimension : -1;
            sound &= size <= LARGEST_ARRAY;
        }
        return sound ? size : -1;
    }

    private static List<Entry> inOrder(Collection<Placed> placed, long dataLength, String file) {
        List<Placed> sorted = new ArrayList<>(placed);
        sorted.sort(Comparator.comparingLong(Placed::begin).thenComparingLong(Placed::end));
        long end = 0;
        for (Placed tensor : sorted) {
            if (tensor.begin() != end) {
                throw TrainingErrors.unsoundTensors(
                        file,
                        "tensor '" + tensor.entry().name() + "' begins at byte " + tensor.begin()
                                + ", though the one before ends at " + end);
            }
            end = tensor.end();
        }
        if (end != dataLength) {
            throw TrainingErrors.unsoundTensors(file, "its tensors end at byte " + end + " of " + dataLength);
        }
        return sorted.stream().map(Placed::entry).toList();
    }
}
