package org.flowfoundry.etl.decode.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UdpDatagramsTest {

    private static final byte[] PAYLOAD = "flow export".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] IPV4 = Captures.udp4(9, 1000, PAYLOAD);
    private static final byte[] IPV6 = Captures.ipv6(17, Captures.udp(1000, 2055, PAYLOAD));

    private static List<String> datagrams(int linkType, byte[]... packets) throws IOException {
        byte[] file = Captures.pcap(linkType, List.of(packets));
        List<String> read = new ArrayList<>();
        UdpDatagram datagram = new UdpDatagram();
        CaptureReader reader = CaptureReader.open(new ByteArrayInputStream(file), (r, o, reason, raw, at, length) -> {
            throw new AssertionError(reason);
        });
        try (UdpDatagrams datagrams = new UdpDatagrams(reader)) {
            while (datagrams.next(datagram)) {
                String text =
                        new String(datagram.bytes(), datagram.payload(), datagram.length(), StandardCharsets.US_ASCII);
                read.add((datagram.isIpv6() ? "6 " : "4 ") + Long.toHexString(datagram.sourceLow()) + " "
                        + datagram.sourcePort() + ">" + datagram.destinationPort() + " " + text
                        + (datagram.declaredLength() > datagram.length() ? " cut" : ""));
            }
        }
        return read;
    }

    private static final String READ4 = "4 c0000209 1000>2055 flow export";
    private static final String READ6 = "6 1 1000>2055 flow export";

    @Test
    void everyLinkTypeIsPassed() throws IOException {
        byte[] tagged = new Bytes()
                .zeros(12)
                .u16(0x88a8, 7, 0x8100, 9, 0x0800)
                .raw(IPV4)
                .done();
        byte[] mpls =
                new Bytes().zeros(12).u16(0x8847).u32(0x1000, 0x2100).raw(IPV4).done();
        byte[] pppoe = new Bytes()
                .zeros(12)
                .u16(0x8864)
                .u8(0x11, 0)
                .u16(1, 9, 0x0021)
                .raw(IPV4)
                .done();
        byte[] snap = new Bytes()
                .zeros(12)
                .u16(200)
                .u8(0xaa, 0xaa, 3, 0, 0, 0)
                .u16(0x0800)
                .raw(IPV4)
                .done();
        assertThat(datagrams(1, Captures.ethernet(IPV4), Captures.ethernet(IPV6), tagged, mpls, pppoe, snap))
                .containsExactly(READ4, READ6, READ4, READ4, READ4, READ4);
        for (int raw : new int[] {12, 14, 101}) {
            assertThat(datagrams(raw, IPV4, IPV6)).containsExactly(READ4, READ6);
        }
        assertThat(datagrams(228, IPV4)).containsExactly(READ4);
        assertThat(datagrams(229, IPV6)).containsExactly(READ6);
        assertThat(datagrams(113, new Bytes().zeros(14).u16(0x86dd).raw(IPV6).done()))
                .containsExactly(READ6);
        assertThat(datagrams(276, new Bytes().u16(0x0800).zeros(18).raw(IPV4).done()))
                .containsExactly(READ4);
        assertThat(datagrams(0, new Bytes().u32(0x02000000L).raw(IPV4).done())).containsExactly(READ4);
        assertThat(datagrams(108, new Bytes().u32(24).raw(IPV6).done())).containsExactly(READ6);
        assertThat(datagrams(9, new Bytes().u16(0xff03, 0x0057).raw(IPV6).done()))
                .containsExactly(READ6);
        assertThat(datagrams(147, IPV4)).isEmpty();
    }

    @Test
    void headersWithOptionsAndExtensionsArePassed() throws IOException {
        byte[] options = IPV4.clone();
        byte[] long4 =
                Bytes.concat(Arrays.copyOf(options, 20), new byte[8], Arrays.copyOfRange(options, 20, options.length));
        long4[0] = 0x47;
        long4[3] = (byte) (long4[3] + 8);
        byte[] udp = Captures.udp(1000, 2055, PAYLOAD);
        byte[] hopByHop =
                new Bytes().u8(60, 0).zeros(6).u8(17, 1).zeros(14).raw(udp).done();
        assertThat(datagrams(101, long4, Captures.ipv6(0, hopByHop))).containsExactly(READ4, READ6);
    }

    @Test
    void fragmentsOfBothVersionsArePutTogether() throws IOException {
        byte[] udp = Captures.udp(1000, 2055, PAYLOAD);
        byte[] first = Captures.ipv4(9, 17, 0x2000, Arrays.copyOf(udp, 16));
        byte[] last = Captures.ipv4(9, 17, 2, Arrays.copyOfRange(udp, 16, udp.length));
        byte[] first6 = Captures.ipv6(
                44,
                new Bytes().u8(17, 0).u16(1).u32(5).raw(Arrays.copyOf(udp, 8)).done());
        byte[] last6 = Captures.ipv6(
                44,
                new Bytes()
                        .u8(17, 0)
                        .u16(8)
                        .u32(5)
                        .raw(Arrays.copyOfRange(udp, 8, udp.length))
                        .done());
        assertThat(datagrams(101, first, last, last6, first6)).containsExactly(READ4, READ6);
        assertThat(datagrams(101, last, first)).containsExactly(READ4);
    }

    @Test
    void whatIsMissingOfADatagramIsTold() throws IOException {
        byte[] udp = Captures.udp(1000, 2055, PAYLOAD);
        byte[] first = Captures.ipv4(9, 17, 0x2000, Arrays.copyOf(udp, 16));
        assertThat(datagrams(101, first)).containsExactly("4 c0000209 1000>2055 flow exp cut");
        assertThat(datagrams(101, Arrays.copyOf(IPV4, IPV4.length - 4)))
                .containsExactly("4 c0000209 1000>2055 flow ex cut");
    }

    @Test
    void otherPacketsArePassedOver() throws IOException {
        assertThat(datagrams(
                        101, Captures.ipv4(1, 6, 0, new byte[20]), new byte[] {0x45}, new byte[] {0x60}, new byte[30]))
                .isEmpty();
    }
}
