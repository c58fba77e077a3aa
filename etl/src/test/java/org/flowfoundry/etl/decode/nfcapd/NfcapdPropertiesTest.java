package org.flowfoundry.etl.decode.nfcapd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.MemorySource;

/** What holds for files of every layout, byte order and compression. */
class NfcapdPropertiesTest {

    @Property(tries = 150)
    void whatIsWrittenIsRead(@ForAll("forms") NfcapdWriter writer, @ForAll("flows") List<TestFlow> flows) {
        Decoded decoded = Decoded.whole(new NfcapdFormat(), file(writer.write(flows)));
        assertThat(decoded.quarantined()).isEmpty();
        assertThat(decoded.rows().stream().map(NfcapdPropertiesTest::withoutLineage))
                .containsExactlyElementsOf(flows.stream().map(TestFlow::row).toList());
        assertThat(decoded.rows().stream().map(flow -> flow.get("source_record")))
                .containsExactlyElementsOf(IntStream.range(0, flows.size())
                        .mapToObj(i -> (Object) (long) i)
                        .toList());
    }

    @Property(tries = 150)
    void splitsGiveTheWhole(
            @ForAll("forms") NfcapdWriter writer,
            @ForAll("flows") List<TestFlow> flows,
            @ForAll @IntRange(min = 1, max = 4000) int splitBytes) {
        MemorySource file = file(writer.write(flows));
        assertThat(Decoded.inSplits(new NfcapdFormat(), file, splitBytes))
                .isEqualTo(Decoded.whole(new NfcapdFormat(), file));
    }

    @Property(tries = 200)
    void damageIsQuarantinedAndTheRestRead(
            @ForAll("forms") NfcapdWriter writer,
            @ForAll("flows") List<TestFlow> flows,
            @ForAll @IntRange(min = 1, max = 4000) int splitBytes,
            @ForAll @IntRange(min = 1, max = 20) int flips,
            @ForAll long seed) {
        byte[] bytes = writer.write(flows);
        Random random = new Random(seed);
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        assertReadsAlikeInSplits(bytes, splitBytes);
    }

    @Property(tries = 200)
    void cutFilesGiveAllWholeBlocks(
            @ForAll("forms") NfcapdWriter writer,
            @ForAll("flows") List<TestFlow> flows,
            @ForAll @IntRange(min = 1, max = 4000) int splitBytes,
            @ForAll @LongRange(min = 0, max = 1_000_000) long cut) {
        byte[] bytes = writer.write(flows);
        int length = (int) (cut % bytes.length);
        Decoded decoded = assertReadsAlikeInSplits(Arrays.copyOf(bytes, length), splitBytes);
        assertThat(decoded.quarantined()).hasSizeLessThanOrEqualTo(1);
        assertThat(decoded.rows().size()).isLessThanOrEqualTo(flows.size());
        assertThat(decoded.rows().size() % writer.flowsPerBlock()).isIn(0, flows.size() % writer.flowsPerBlock());
        if (decoded.rows().size() < flows.size()) {
            assertThat(decoded.quarantined()).isNotEmpty();
        }
    }

    @Property(tries = 200)
    void anyBytesBehindAHeaderAreAnswered(@ForAll("forms") NfcapdWriter writer, @ForAll byte[] rest) {
        byte[] header = Arrays.copyOf(writer.write(List.of()), writer.layout().headerLength());
        byte[] bytes = Arrays.copyOf(header, header.length + rest.length);
        System.arraycopy(rest, 0, bytes, header.length, rest.length);
        assertReadsAlikeInSplits(bytes, 100);
    }

    @Property(tries = 200)
    void anyBytesAreAnswered(@ForAll byte[] bytes) {
        assertReadsAlikeInSplits(bytes, 100);
    }

    @Provide
    Arbitrary<NfcapdWriter> forms() {
        List<NfcapdWriter> forms = new ArrayList<>();
        for (Layout layout : Layout.values()) {
            for (Codec codec : Codec.values()) {
                for (boolean bigEndian : new boolean[] {false, true}) {
                    for (int flowsPerBlock : new int[] {1, 7, 1000}) {
                        forms.add(new NfcapdWriter(layout, bigEndian, codec, flowsPerBlock));
                    }
                }
            }
        }
        forms.removeIf(form -> form.layout() == Layout.ONE && form.codec() == Codec.ZSTD);
        return Arbitraries.of(forms);
    }

    @Provide
    Arbitrary<List<TestFlow>> flows() {
        return Arbitraries.integers().between(0, 60).flatMap(count -> Arbitraries.longs()
                .map(seed -> TestFlows.random(count, seed)));
    }

    private static Decoded assertReadsAlikeInSplits(byte[] bytes, int splitBytes) {
        Decoded whole = Decoded.whole(new NfcapdFormat(), file(bytes));
        assertThat(Decoded.inSplits(new NfcapdFormat(), file(bytes), splitBytes))
                .isEqualTo(whole);
        return whole;
    }

    private static Map<String, Object> withoutLineage(Map<String, Object> flow) {
        Map<String, Object> kept = new LinkedHashMap<>(flow);
        Stream.of("source_record", "source_offset", "quality_flags").forEach(kept::remove);
        return kept;
    }

    private static MemorySource file(byte[] bytes) {
        return new MemorySource("nfcapd.test", bytes);
    }
}
