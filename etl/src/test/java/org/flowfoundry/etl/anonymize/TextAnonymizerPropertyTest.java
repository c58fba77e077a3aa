package org.flowfoundry.etl.anonymize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.flowfoundry.core.column.IpAddresses;
import org.flowfoundry.core.flow.FlowBatch;
import org.junit.jupiter.api.Test;

class TextAnonymizerPropertyTest {

    /** What may stand beside an address; nothing here could be read as a part of one. */
    private static final List<String> AROUND = List.of(
            "", " ", ".", ":", "-", "_", "/", ",", "(", ")", "[", "]", "%", "=", "->", "src:", "ge-", "eth", " via ",
            "'", "ü");

    private final FlowAnonymizer anonymizer = new FlowAnonymizer(CryptoPanTest.KEY);
    private final FlowBatch batch = new FlowBatch(1);

    @Property(tries = 500)
    void noAddressSurvivesInAnyText(
            @ForAll("addresses") String first,
            @ForAll("addresses") String second,
            @ForAll("around") String before,
            @ForAll("around") String after) {
        String text = before + first + after + " " + before + second + after;
        batch.clear();
        batch.application.set(0, text);
        batch.label.set(0, text);
        batch.attributes.put(0, "interfaceDescription", text);
        batch.endRow();

        anonymizer.apply(batch);

        Map<String, String> attributes = batch.attributes.get(0);
        assertThat(List.of(batch.application.get(0), batch.label.get(0), attributes.get("interfaceDescription")))
                .allSatisfy(image -> assertThat(image.toLowerCase(Locale.ROOT))
                        .doesNotContain(first.toLowerCase(Locale.ROOT))
                        .doesNotContain(second.toLowerCase(Locale.ROOT)));
    }

    @Property(tries = 500)
    void anyTextIsTaken(@ForAll("noise") String text) {
        batch.clear();
        batch.application.set(0, text);
        batch.endRow();

        assertThatCode(() -> anonymizer.apply(batch)).doesNotThrowAnyException();
    }

    @Test
    void longRunsTakeNoDepth() {
        for (String unit : List.of("a:", "1.", "00-", "00:", ":", "1", "a.", "1:1.1.1.1")) {
            batch.clear();
            batch.application.set(0, unit.repeat(200_000));
            batch.endRow();
            assertThatCode(() -> anonymizer.apply(batch)).doesNotThrowAnyException();
        }
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> ipv4 = Arbitraries.integers().map(IpAddresses::ipv4Text);
        Arbitrary<Long> half = Arbitraries.longs();
        Arbitrary<String> ipv6 =
                Combinators.combine(half, half.filter(low -> low != 0)).as(IpAddresses::ipv6Text);
        Arbitrary<String> shortIpv6 =
                Arbitraries.integers().between(1, 0xffff).map(low -> IpAddresses.ipv6Text(0x2001_0db8_0000_0000L, low));
        Arbitrary<String> mac = Combinators.combine(
                        Arbitraries.longs().between(1, 0xffff_ffff_ffffL), Arbitraries.of("$0:", "$0-", "cisco"))
                .as((bits, form) -> form.equals("cisco")
                        ? String.format("%012x", bits).replaceAll("....(?!$)", "$0.")
                        : String.format("%012X", bits).replaceAll("..(?!$)", form));
        return Arbitraries.oneOf(ipv4, ipv6, shortIpv6, mac);
    }

    @Provide
    Arbitrary<String> around() {
        return Arbitraries.of(AROUND);
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings().withChars("0123456789abcxF:.-% ").ofMaxLength(60);
    }
}
