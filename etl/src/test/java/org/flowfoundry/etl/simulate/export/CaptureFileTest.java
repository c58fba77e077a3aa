package org.flowfoundry.etl.simulate.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.flowfoundry.etl.simulate.traffic.Address;

class CaptureFileTest {

    private static final DatagramRoute ROUTE =
            new DatagramRoute(Address.ipv4(0x0aff0001), 50_000, Address.ipv4(0x0aff0064), 2055);

    @Property(tries = 100)
    void checksumsAreRight(@ForAll @Size(max = 1_400) byte[] content) throws IOException {
        Path file = Files.createTempFile("capture", ".pcap");
        try {
            try (CaptureFile capture = new CaptureFile(file)) {
                capture.write(
                        1_780_272_000_123_456L,
                        ROUTE,
                        7,
                        ByteBuffer.allocate(1_400).put(content));
            }
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(header.getInt(24)).isEqualTo(1_780_272_000);
            assertThat(header.getInt(28)).isEqualTo(123_456);
            assertThat(header.getInt(32)).isEqualTo(42 + content.length).isEqualTo(bytes.length - 40);

            int ip = 40 + 14;
            int udp = ip + 20;
            assertThat(onesComplementSum(bytes, ip, 20, 0)).isEqualTo(0xffff);
            int pseudoHeader = 17 + 8 + content.length;
            assertThat(onesComplementSum(bytes, udp - 8, 16 + content.length, pseudoHeader))
                    .isEqualTo(0xffff);
        } finally {
            Files.delete(file);
        }
    }

    /** What a receiver computes over data that holds its own checksum: 0xffff where all is well. */
    private static int onesComplementSum(byte[] bytes, int from, int length, int initial) {
        int sum = initial;
        for (int i = 0; i < length; i++) {
            int octet = bytes[from + i] & 0xff;
            sum += i % 2 == 0 ? octet << 8 : octet;
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return sum;
    }
}
