package org.flowfoundry.etl.decode.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.decode.DecodeCounts;
import org.flowfoundry.etl.decode.DecodeRequest;
import org.flowfoundry.etl.decode.FlowFormat;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Split;
import org.flowfoundry.etl.decode.compression.Codec;
import org.flowfoundry.etl.decode.compression.DamageTolerantFormat;
import org.flowfoundry.etl.decode.nfcsv.NfCsvFormat;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.flowfoundry.etl.decode.unswnb15.UnswNb15Format;
import org.flowfoundry.etl.decode.zeek.ZeekFormat;

/** What holds of every text format, on files made of random flows. */
class TextDecodersPropertyTest {

    /** The formats, each with its own way to write a flow down. */
    enum Kind {
        ZEEK_TSV {
            @Override
            FlowFormat format() {
                return new ZeekFormat();
            }

            @Override
            String header() {
                return "#separator \\x09\n#unset_field\t-\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto"
                        + "\torig_pkts\torig_ip_bytes\tlabel\tuid\n";
            }

            @Override
            String line(Flow flow) {
                return String.join(
                                "\t",
                                flow.seconds(),
                                flow.source,
                                "" + flow.port,
                                flow.destination,
                                "53",
                                "udp",
                                "" + flow.packets,
                                "" + flow.bytes,
                                flow.label == null ? "-" : flow.label,
                                flow.id)
                        + "\n";
            }

            @Override
            boolean isRecord(String line) {
                return !line.startsWith("#");
            }
        },
        ZEEK_JSON {
            @Override
            FlowFormat format() {
                return new ZeekFormat();
            }

            @Override
            String header() {
                return "";
            }

            @Override
            String line(Flow flow) {
                return "{\"ts\":" + flow.seconds() + ",\"id.orig_h\":\"" + flow.source + "\",\"id.orig_p\":" + flow.port
                        + ",\"id.resp_h\":\"" + flow.destination
                        + "\",\"id.resp_p\":53,\"proto\":\"udp\",\"orig_pkts\":"
                        + flow.packets + ",\"orig_ip_bytes\":" + flow.bytes
                        + (flow.label == null ? "" : ",\"label\":\"" + flow.label + "\"")
                        + ",\"uid\":\"" + flow.id + "\"}\n";
            }

            @Override
            boolean isRecord(String line) {
                return !line.startsWith("#");
            }
        },
        NF_CSV {
            @Override
            FlowFormat format() {
                return new NfCsvFormat();
            }

            @Override
            String header() {
                return "IPV4_SRC_ADDR,L4_SRC_PORT,IPV4_DST_ADDR,L4_DST_PORT,PROTOCOL,IN_PKTS,IN_BYTES,"
                        + "FLOW_START_MILLISECONDS,Label,uid\n";
            }

            @Override
            String line(Flow flow) {
                return String.join(
                                ",",
                                flow.source,
                                "" + flow.port,
                                flow.destination,
                                "53",
                                "17",
                                "" + flow.packets,
                                "" + flow.bytes,
                                flow.micros / 1000 + "." + String.format("%03d", flow.micros % 1000),
                                flow.label == null ? "" : flow.label,
                                flow.id)
                        + "\n";
            }

            @Override
            boolean isRecord(String line) {
                return !line.equals(header().strip());
            }
        },
        UNSW_NB15 {
            @Override
            FlowFormat format() {
                return new UnswNb15Format();
            }

            @Override
            String header() {
                return "srcip,sport,dstip,dsport,proto,spkts,sbytes,Stime,Label,uid,dur,dpkts,dbytes,ct_srv_src\n";
            }

            @Override
            String line(Flow flow) {
                return String.join(
                                ",",
                                flow.source,
                                "0x" + Integer.toHexString(flow.port),
                                flow.destination,
                                "53",
                                "udp",
                                "" + flow.packets,
                                "" + flow.bytes,
                                flow.seconds(),
                                flow.label == null ? "" : flow.label,
                                flow.id)
                        + ",,,,\n";
            }

            @Override
            boolean isRecord(String line) {
                return !line.equals(header().strip());
            }
        };

        abstract FlowFormat format();

        abstract String header();

        abstract String line(Flow flow);

        abstract boolean isRecord(String line);

        String file(List<Flow> flows) {
            StringBuilder file = new StringBuilder(header());
            flows.forEach(flow -> file.append(line(flow)));
            return file.toString();
        }
    }

    record Flow(
            long micros,
            String source,
            int port,
            String destination,
            long packets,
            long bytes,
            String label,
            String id) {

        String seconds() {
            return micros / 1_000_000 + "." + String.format("%06d", micros % 1_000_000);
        }

        Map<String, Object> row() {
            Map<String, Object> row = new HashMap<>(Map.of(
                    "flow_start",
                    micros,
                    "source_address",
                    source,
                    "source_port",
                    (long) port,
                    "destination_address",
                    destination,
                    "destination_port",
                    53L,
                    "protocol",
                    17L,
                    "packets",
                    packets,
                    "bytes",
                    bytes,
                    "attributes",
                    label == null ? Map.of("uid", id) : Map.of("label", label, "uid", id)));
            if (label != null) {
                row.put("label", label);
            }
            return row;
        }
    }

    @Property(tries = 60)
    void flowsComeBackAsWritten(@ForAll Kind kind, @ForAll long seed) {
        List<Flow> flows = flows(seed, 50);

        Decoded decoded = Decoded.ingested(kind.format(), MemorySource.of(kind.file(flows)), Long.MAX_VALUE, 7);

        assertThat(decoded.quarantined()).isEmpty();
        assertThat(plain(decoded.rows()))
                .isEqualTo(flows.stream().map(Flow::row).toList());
    }

    @Property(tries = 100)
    void splitsTogetherAreTheWhole(
            @ForAll Kind kind, @ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int splitBytes) {
        String file = kind.file(flows(seed, 30)) + "broken\n\n"
                + kind.file(flows(seed + 1, 20)).strip();

        Decoded whole = Decoded.ingested(kind.format(), MemorySource.of(file));

        assertThat(whole.quarantined()).hasSize(1);
        assertThat(Decoded.ingested(kind.format(), MemorySource.of(file), splitBytes, 11))
                .isEqualTo(whole);
    }

    @Property(tries = 150)
    void whateverHappensToAFileItsRecordsAddUp(
            @ForAll Kind kind, @ForAll long seed, @ForAll @IntRange(max = 20) int flips) {
        byte[] file = kind.file(flows(seed, 20)).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(seed);
        int header = kind.header().length();
        for (int i = 0; i < flips; i++) {
            file[header + random.nextInt(file.length - header)] ^= (byte) (1 << random.nextInt(8));
        }
        byte[] cut = Arrays.copyOf(file, header + random.nextInt(file.length - header));

        Decoded decoded = Decoded.ingested(kind.format(), MemorySource.of(cut));

        assertThat(decoded.rows().size() + decoded.quarantined().size()).isEqualTo(countRecords(kind, cut));
    }

    @Property(tries = 60)
    void randomBytesEndInQuarantine(@ForAll Kind kind, @ForAll byte[] bytes) {
        byte[] header = kind.header().getBytes(StandardCharsets.UTF_8);
        byte[] file = Arrays.copyOf(header, header.length + bytes.length);
        System.arraycopy(bytes, 0, file, header.length, bytes.length);

        Decoded decoded = Decoded.ingested(kind.format(), MemorySource.of(file));

        assertThat(decoded.rows()).isEmpty();
    }

    @Property(tries = 40)
    void everyCompressionGivesTheSame(@ForAll Kind kind, @ForAll Codec codec, @ForAll long seed) {
        String file = kind.file(flows(seed, 200));
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        int middle = bytes.length / 2;
        byte[] compressed =
                codec.compress(Arrays.copyOf(bytes, middle), Arrays.copyOfRange(bytes, middle, bytes.length));

        assertThat(Decoded.ingested(kind.format(), MemorySource.of(compressed), 1, 16))
                .isEqualTo(Decoded.ingested(kind.format(), MemorySource.of(bytes)));
    }

    @Property(tries = 60)
    void aCutCompressedFileGivesTheRowsBeforeTheCut(
            @ForAll Kind kind, @ForAll Codec codec, @ForAll @IntRange(min = 0, max = 99) int percent) {
        byte[] bytes = kind.file(flows(percent, 300)).getBytes(StandardCharsets.UTF_8);
        byte[] compressed = codec.compress(bytes);
        byte[] cut = Arrays.copyOf(compressed, 10 + (compressed.length - 10) * percent / 100);
        List<DecodedFlow> whole =
                Decoded.ingested(kind.format(), MemorySource.of(bytes)).rows();

        Decoded decoded = Decoded.ingested(kind.format(), MemorySource.of(cut));

        assertThat(decoded.rows()).isEqualTo(whole.subList(0, decoded.rows().size()));
        assertThat(decoded.quarantined()).hasSize(1);
        assertThat(decoded.quarantined().get(0).reason()).startsWith("Damaged ");
    }

    /** Batches end after so much text, so that rows of long lines do not pile up, and none is lost for it. */
    @Property(tries = 3)
    void longLinesMakeSmallBatches(@ForAll Kind kind) {
        List<Flow> flows = new ArrayList<>();
        for (Flow flow : flows(1, 80)) {
            flows.add(new Flow(
                    flow.micros,
                    flow.source,
                    flow.port,
                    flow.destination,
                    flow.packets,
                    flow.bytes,
                    flow.label,
                    flow.id.repeat(60_000)));
        }
        List<Integer> sizes = new ArrayList<>();

        DecodeRequest request = new DecodeRequest(
                MemorySource.of(kind.file(flows)),
                Split.WHOLE,
                Knowledge.NONE,
                (record, offset, reason, raw, from, length) -> {});
        DecodeCounts counts = Decoded.eachBatch(
                new DamageTolerantFormat(kind.format()), request, new FlowBatch(), batch -> sizes.add(batch.rows()));

        assertThat(counts.quarantined()).isZero();
        assertThat(sizes).hasSizeGreaterThan(1).allMatch(size -> size < 80);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(80);
    }

    private static long countRecords(Kind kind, byte[] file) {
        long records = 0;
        String text = new String(file, StandardCharsets.ISO_8859_1)
                .substring(kind.header().length());
        for (String line : text.split("\n", -1)) {
            if (!line.replaceAll("[ \t\r]", "").isEmpty() && kind.isRecord(line)) {
                records++;
            }
        }
        return records;
    }

    private static List<Map<String, Object>> plain(List<DecodedFlow> rows) {
        List<Map<String, Object>> plain = new ArrayList<>();
        for (DecodedFlow row : rows) {
            Map<String, Object> kept = new LinkedHashMap<>(row);
            assertThat(kept.remove("source_record")).isEqualTo((long) plain.size());
            kept.remove("source_offset");
            if (row.attributes().containsKey("Label")) {
                Map<String, String> attributes = row.attributes();
                kept.put("attributes", Map.of("label", attributes.get("Label"), "uid", attributes.get("uid")));
            }
            plain.add(kept);
        }
        return plain;
    }

    private static List<Flow> flows(long seed, int count) {
        Random random = new Random(seed);
        List<Flow> flows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            flows.add(new Flow(
                    Math.floorMod(random.nextLong(), 4_000_000_000_000_000L),
                    address(random),
                    random.nextInt(65_536),
                    address(random),
                    1 + random.nextInt(1000),
                    random.nextLong() >>> 1,
                    random.nextInt(3) == 0 ? null : "label " + random.nextInt(5),
                    "C" + Long.toString(random.nextLong() >>> 1, 36)));
        }
        return flows;
    }

    private static String address(Random random) {
        return random.nextInt(4) == 0
                ? "2001:db8::" + Integer.toHexString(1 + random.nextInt(65_535))
                : "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
    }
}
