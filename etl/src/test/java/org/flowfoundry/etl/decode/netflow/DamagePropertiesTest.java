package org.flowfoundry.etl.decode.netflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.capture.Bytes;
import org.flowfoundry.etl.decode.capture.Captures;
import org.flowfoundry.etl.decode.netflow.Decoding.Result;
import org.flowfoundry.etl.decode.testing.MemorySource;

/** Whatever happens to a file, it reads as flows and quarantine, without an exception. */
class DamagePropertiesTest {

    private static final int MESSAGES = 12;
    private static final int FLOWS = 5 * MESSAGES;
    private static final byte[] IPFIX = Bytes.concat(messages(10).toArray(byte[][]::new));
    private static final byte[] V9 = Bytes.concat(messages(9).toArray(byte[][]::new));
    private static final byte[] V5 = Bytes.concat(messages(5).toArray(byte[][]::new));
    private static final byte[] CAPTURE = capture();

    private static List<byte[]> messages(int version) {
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(message(version, i));
        }
        return messages;
    }

    private static byte[] message(int version, int number) {
        byte[][] flows = new byte[5][];
        byte[][] v5 = new byte[5][];
        for (int i = 0; i < 5; i++) {
            flows[i] = Messages.flow(1 + number * 5 + i);
            v5[i] = Messages.v5Record(1 + number * 5 + i, 6, 1024, 80, 0, 5);
        }
        byte[] data = Messages.set(300, flows);
        byte[] template = Messages.flowTemplate(300);
        return switch (version) {
            case 10 -> Messages.ipfix(3, number * 5L, Messages.set(2, template), data);
            case 9 -> Messages.v9(3, number, Messages.set(0, template), data);
            default -> Messages.v5(number * 5L, 0, v5);
        };
    }

    private static byte[] capture() {
        List<byte[]> packets = new ArrayList<>();
        for (byte[] message : messages(9)) {
            packets.add(Captures.ethernet(Captures.udp4(1, 1000, message)));
        }
        return Captures.pcap(packets);
    }

    private static byte[] file(int which) {
        return switch (which) {
            case 0 -> IPFIX;
            case 1 -> V9;
            case 2 -> V5;
            default -> CAPTURE;
        };
    }

    private static Result decode(int which, byte[] bytes) {
        FlowFormat format = which == 3 ? new NetflowFormat() : new IpfixFormat();
        return Decoding.decode(format, new MemorySource("damaged", bytes));
    }

    @Property(tries = 4)
    void soundFilesAreWhole(@ForAll @IntRange(max = 3) int which) {
        Result result = decode(which, file(which));
        assertThat(result.rows()).hasSize(FLOWS);
        assertThat(result.counts().quarantined()).isZero();
        assertThat(result.counts().lost()).isZero();
        assertThat(result.counts().bytesRead()).isEqualTo(file(which).length);
    }

    @Property(tries = 200)
    void truncationKeepsEverythingBefore(@ForAll @IntRange(max = 3) int which, @ForAll Random random) {
        byte[] file = file(which);
        int length = 1 + random.nextInt(file.length - 1);
        Result result = decode(which, Arrays.copyOf(file, length));
        long overhead = which == 3 ? 24 : 0;
        long whole = Math.max(0, (length - overhead) / (file.length / MESSAGES + 1)) * 5;
        assertThat((long) result.rows().size()).isGreaterThanOrEqualTo(whole).isLessThanOrEqualTo(FLOWS);
        assertThat(result.counts().quarantined())
                .isEqualTo(result.quarantined().size())
                .isLessThanOrEqualTo(2);
        for (int i = 0; i < result.rows().size(); i++) {
            assertThat(result.rows().get(i).number("source_record")).isEqualTo(i);
        }
    }

    @Property(tries = 400)
    void aFlippedBitCostsAMessageAtMost(@ForAll @IntRange(max = 3) int which, @ForAll Random random) {
        byte[] file = file(which).clone();
        int at = random.nextInt(file.length);
        file[at] ^= (byte) (1 << random.nextInt(8));
        Result result = decode(which, file);
        boolean isCaptureHeader = which == 3 && at < 24;
        if (!isCaptureHeader) {
            assertThat(result.rows().size() + result.counts().duplicates())
                    .as("flows with byte %d of file %d changed; %s", at, which, result.reasons())
                    .isGreaterThanOrEqualTo(FLOWS - 10);
        }
        assertThat(result.counts().quarantined()).isEqualTo(result.quarantined().size());
    }

    @Property(tries = 200)
    void scrambledFilesAreReadWithoutAnException(
            @ForAll @IntRange(max = 3) int which,
            @ForAll @IntRange(min = 2, max = 200) int changes,
            @ForAll Random random) {
        byte[] file = file(which).clone();
        for (int i = 0; i < changes; i++) {
            file[random.nextInt(file.length)] = (byte) random.nextInt();
        }
        Result result = decode(which, file);
        assertThat(result.counts().bytesRead()).isEqualTo(file.length);
        assertThat(result.counts().quarantined()).isEqualTo(result.quarantined().size());
    }

    @Property(tries = 100)
    void randomBytesAreQuarantined(@ForAll @IntRange(max = 3) int which, @ForAll byte[] bytes) {
        Result result = decode(which, bytes);
        assertThat(result.records() > 0 || bytes.length == 0 || isZero(bytes)).isTrue();
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
