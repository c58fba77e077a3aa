package org.flowfoundry.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.flowfoundry.core.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    private static final List<NamedTensor> TENSORS = List.of(
            new NamedTensor("layer/weight", new int[] {2, 3}, new float[] {1, -2, 3.5f, Float.NaN, 1e-40f, -0f}),
            new NamedTensor("empty", new int[] {0, 5}, new float[0]),
            new NamedTensor("scalar", new int[] {}, new float[] {Float.NEGATIVE_INFINITY}),
            new NamedTensor("bias", new int[] {1}, new float[] {42}));

    @Test
    void whatWasWrittenIsRead() throws IOException {
        byte[] file = bytes(TENSORS, Map.of("format", "pt", "ü", "\"{"));

        TensorFile read = Safetensors.read(new ByteArrayInputStream(file), file.length, "x");

        assertThat(read.metadata()).containsExactlyInAnyOrderEntriesOf(Map.of("format", "pt", "ü", "\"{"));
        assertThat(read.tensors().keySet()).containsExactly("layer/weight", "empty", "scalar", "bias");
        for (NamedTensor tensor : TENSORS) {
            NamedTensor found = read.tensors().get(tensor.name());
            assertThat(found.shape()).isEqualTo(tensor.shape());
            assertThat(bits(found)).isEqualTo(bits(tensor));
        }
        assertThat(dataStart(file) % 8).isZero();
    }

    @Test
    void aTensorLongerThanTheBufferIsWholeInTheFile() throws IOException {
        float[] values = new float[200_003];
        new Random(5).ints(values.length).forEach(i -> values[Math.floorMod(i, values.length)] = i);
        byte[] file = bytes(List.of(new NamedTensor("long", new int[] {values.length}, values)), Map.of());

        TensorFile read = Safetensors.read(new ByteArrayInputStream(file), file.length, "x");

        assertThat(read.values("long", values.length)).isEqualTo(values);
        assertThatThrownBy(() -> read.values("long", 7))
                .hasMessageContaining("tensor 'long' has 200003 values instead of 7");
        assertThatThrownBy(() -> read.values("other", 7)).hasMessageContaining("it has no tensor 'other'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        {"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,12]}} | tensor 'a' of shape [2, 2] lies in 12 bytes
        {"a":{"dtype":"F32","shape":[1152921504606846976],"data_offsets":[0,16]}} | of shape [1152921504606846976]
        {"a":{"dtype":"F32","shape":[2147483647,2147483647,4],"data_offsets":[0,16]}} | lies in 16 bytes
        {"a":{"dtype":"F32","shape":[-2,-2],"data_offsets":[0,16]}} | of shape [-2, -2]
        {"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,4],"data_offsets":[0,16]}} | has 9 dimensions
        {"a":{"dtype":"F16","shape":[8],"data_offsets":[0,16]}} | is of type F16, not F32
        {"a":{"dtype":"F32","shape":[5],"data_offsets":[0,20]}} | should lie at [0, 20] of 16 bytes
        {"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}} | should lie at [16, 0]
        {"a":{"dtype":"F32","shape":[4],"data_offsets":[-16,0]}} | should lie at [-16, 0]
        {"a":{"dtype":"F32","shape":[4],"data_offsets":[0]}} | should lie at [0]
        {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,99999999999999999999]}} | out of range of long
        {"a":{"dtype":"F32","shape":[4.0],"data_offsets":[0,16]}} | its header cannot be read
        {"a":{"dtype":"F32","shape":["4"],"data_offsets":[0,16]}} | its header cannot be read
        {"a":{"dtype":"F32","shape":[4]}} | data_offsets
        {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16],"more":1}} | "more"
        {"a":null} | lacks its dtype, shape or data_offsets
        {"a":7} | its header cannot be read
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[3],"data_offsets":[4,16]}} | tensor 'b' begins at byte 4, though the one before ends at 8
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}} | tensor 'b' begins at byte 12, though the one before ends at 8
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}} | Duplicate field 'a'
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | its tensors end at byte 8 of 16
        {"__metadata__":{"a":"1","a":"2"},"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}} | Duplicate field 'a'
        {"__metadata__":{"a":["x"]},"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}} | its header cannot be read
        {} | its tensors end at byte 0 of 16
        {} {} | something follows its header
        [] | its header is no JSON object
        {"a": | its header cannot be read
        `` | its header is no JSON object
        """)
    void aHostileHeaderIsAnErrorThatSaysWhy(String header, String problem) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);

        assertUnsound(file(json.length, json, 16), problem);
    }

    @Test
    void hostileLengthsAreErrors() {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);

        assertUnsound(new byte[0], "it has only 0 bytes");
        assertUnsound(new byte[7], "it has only 7 bytes");
        assertUnsound(file(3, json, 0), "its header should have 3 bytes, more than follow");
        assertUnsound(file(Long.MAX_VALUE, json, 0), "its header should have 9223372036854775807 bytes");
        assertUnsound(file(-1, json, 0), "its header should have 18446744073709551615 bytes");
        byte[] long1 = new byte[Safetensors.LONGEST_HEADER + 1];
        Arrays.fill(long1, (byte) ' ');
        assertUnsound(file(long1.length, long1, 0), "its header has 10000001 bytes, more than 10000000");
    }

    @Test
    void aFileShorterThanItsLengthSaysIsAnError() throws IOException {
        byte[] whole = bytes(TENSORS, Map.of());
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);

        assertThatThrownBy(() -> Safetensors.read(new ByteArrayInputStream(cut), whole.length, "m/x.safetensors"))
                .isInstanceOf(UserException.class)
                .hasMessage("'m/x.safetensors' is no sound safetensors file of 32-bit floats: it ends before its "
                        + whole.length
                        + " bytes. It is damaged, or not of FlowFoundry; take another version, or copy it"
                        + " here again.");
    }

    @Test
    void whatCouldNotBeReadIsNotWritten() {
        NamedTensor one = new NamedTensor("a", new int[] {1}, new float[1]);

        assertThatThrownBy(() -> bytes(List.of(one, one), Map.of())).hasMessage("Two tensors named 'a'");
        assertThatThrownBy(() -> bytes(List.of(new NamedTensor("b", new int[] {2}, new float[1])), Map.of()))
                .hasMessage("Tensor 'b' of shape [2] has 1 values");
    }

    /** Whatever bytes are altered in the header, reading ends in an error for users or in tensors within the file. */
    @Property(tries = 3000)
    void anAlteredFileIsReadOrIsAnErrorForUsers(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 400) Integer> places, @ForAll byte value)
            throws IOException {
        byte[] file = bytes(TENSORS, Map.of("format", "pt"));
        for (int place : places) {
            file[place % file.length] = value;
        }
        try {
            TensorFile read = Safetensors.read(new ByteArrayInputStream(file), file.length, "x");
            int floats = read.tensors().values().stream()
                    .mapToInt(tensor -> tensor.values().length)
                    .sum();
            assertThat(floats * Float.BYTES).isEqualTo(file.length - dataStart(file));
        } catch (UserException e) {
            assertThat(e).hasMessageStartingWith("'x' is no sound safetensors file");
        }
    }

    private static void assertUnsound(byte[] file, String problem) {
        assertThatThrownBy(() -> Safetensors.read(new ByteArrayInputStream(file), file.length, "x"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("'x' is no sound safetensors file of 32-bit floats: ")
                .hasMessageContaining(problem);
    }

    private static byte[] bytes(List<NamedTensor> tensors, Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(out, tensors, metadata);
        return out.toByteArray();
    }

    private static byte[] file(long headerLength, byte[] header, int data) {
        return ByteBuffer.allocate(8 + header.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerLength)
                .put(header)
                .array();
    }

    private static int dataStart(byte[] file) {
        return 8
                + Math.toIntExact(
                        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong());
    }

    private static int[] bits(NamedTensor tensor) {
        int[] bits = new int[tensor.values().length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(tensor.values()[i]));
        return bits;
    }
}
