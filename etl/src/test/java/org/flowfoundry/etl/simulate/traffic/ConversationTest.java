package org.flowfoundry.etl.simulate.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final Endpoints ENDPOINTS =
            new Endpoints(Address.ipv4(0x0a000001), 40_000, Address.ipv4(0x0a000002), 443, Endpoints.TCP);

    private static Conversation conversation(long length, long packets, long payload) {
        return new Conversation(
                1_000,
                1_000 + length,
                ENDPOINTS,
                new Direction(packets, payload, 52, 0x1b),
                new Direction(3, 0, 52, 0x1b),
                Outcome.COMPLETE,
                0,
                Cause.of("web", "ssl"));
    }

    @Property(tries = 200)
    void partsAddUpToTheWhole(
            @ForAll @LongRange(min = 1, max = 10_000_000) long length,
            @ForAll @LongRange(min = 1, max = 100_000) long packets,
            @ForAll @LongRange(min = 0, max = 1_448) long payloadPerPacket,
            @ForAll @LongRange(min = 1, max = 20) long pieces) {
        Conversation whole = conversation(length, packets, payloadPerPacket * packets);
        List<Conversation> parts = new ArrayList<>();
        long step = length / pieces + 1;
        for (long from = whole.start(); from <= whole.end(); from += step) {
            parts.add(whole.part(from, from + step));
        }
        assertThat(parts.stream().mapToLong(part -> part.forward().packets()).sum())
                .isEqualTo(packets);
        assertThat(parts.stream().mapToLong(part -> part.forward().bytes()).sum())
                .isEqualTo(whole.forward().bytes());
        assertThat(parts.stream().mapToLong(part -> part.reverse().packets()).sum())
                .isEqualTo(3);
        assertThat(parts)
                .allMatch(
                        part -> part.forward().bytes() <= 1_501 * part.forward().packets());
    }

    @Test
    void flagsStandWhereTheirPacketsAre() {
        Conversation whole = conversation(100, 100, 10_000);
        assertThat(whole.part(0, 1_050).forward().tcpFlags()).isEqualTo(0x1a);
        assertThat(whole.part(1_050, 1_060).forward().tcpFlags()).isEqualTo(0x18);
        assertThat(whole.part(1_050, 2_000).forward().tcpFlags()).isEqualTo(0x19);
        assertThat(whole.part(0, 1_050).outcome()).isEqualTo(Outcome.OPEN);
        assertThat(whole.part(0, 2_000)).isSameAs(whole);
    }

    @Test
    void anEchoRequestIsAnsweredByAReply() {
        Endpoints v4 = new Endpoints(Address.ipv4(1), 8, Address.ipv4(2), 0, Endpoints.ICMP);
        assertThat(v4.reversed()).isEqualTo(new Endpoints(Address.ipv4(2), 0, Address.ipv4(1), 0, Endpoints.ICMP));
        Endpoints v6 = new Endpoints(new Address(true, 1, 1), 128, new Address(true, 1, 2), 0, Endpoints.ICMPV6);
        assertThat(v6.reversed().sourcePort()).isEqualTo(129);
    }
}
