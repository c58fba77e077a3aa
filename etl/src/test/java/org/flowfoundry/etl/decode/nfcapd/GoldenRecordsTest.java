package org.flowfoundry.etl.decode.nfcapd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flowfoundry.core.testing.SharedData;
import org.flowfoundry.etl.decode.testing.Decoded;
import org.flowfoundry.etl.decode.testing.DecodedFlow;
import org.flowfoundry.etl.decode.testing.MemorySource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field of every record, against what nfdump itself prints of the file. */
class GoldenRecordsTest {

    private static final long TCP = 6;

    @ParameterizedTest
    @ValueSource(strings = {"1.7.1-none", "1.7.1-lzo", "1.7.1-lz4", "1.7.1-bz2"})
    void layout2AsRawText(String version) throws IOException {
        assertPrinted(flows("v9-nfcapd" + version), rawText(), version.endsWith("none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.6.25-none", "1.6.25-lzo", "1.6.25-lz4", "1.6.25-bz2"})
    void layout1AsTheSameExportInLayout2(String version) throws IOException {
        assertPrinted(flows("v9-nfcapd" + version), rawText(), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.6.25", "1.7.1"})
    void layouts1And2AsCsvOf48Columns(String version) throws IOException {
        List<List<String>> printed = csv("nfdump" + version + "-csv-48col.csv", 48);
        List<DecodedFlow> flows = flows("v9-nfcapd" + version + "-none");
        assertThat(flows.stream().map(flow -> new NfdumpColumns(flow).csv48())).containsExactlyElementsOf(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.7.8-none",
                "1.7.8-lzo",
                "1.7.8-lz4",
                "1.7.8-bz2",
                "1.7.8-zstd",
                "1.8.0beta-none",
                "1.8.0beta-lzo",
                "1.8.0beta-lz4",
                "1.8.0beta-bz2",
                "1.8.0beta-zstd"
            })
    void layouts2And3AsCsvAndJsonOf178(String version) throws IOException {
        List<List<String>> fast = csv("nfdump1.7.8-csvfast-17col.csv", 17);
        List<List<String>> custom = csv("nfdump1.7.8-csv-custom.csv", 21);
        JsonNode json = new ObjectMapper().readTree(Files.readString(text("nfdump1.7.8.json")));
        List<DecodedFlow> flows = flows("ipfix-nfcapd" + version);
        assertThat(flows).hasSize(json.size()).hasSameSizeAs(fast).hasSameSizeAs(custom);
        for (int i = 0; i < flows.size(); i++) {
            NfdumpColumns columns = new NfdumpColumns(flows.get(i));
            assertThat(columns.csvFast(i + 1)).isEqualTo(fast.get(i));
            assertThat(columns.csvCustom()).isEqualTo(custom.get(i));
            Map<String, Object> expected = new NfdumpJson(json.get(i)).row();
            if (!version.equals("1.7.8-none")) { // of all files, the text was made from this one
                expected.remove("export_time");
            }
            assertThat(flows.get(i)).containsAllEntriesOf(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfcapd.sample", "nfcapd-small-lzo", "nfcapd-large-bz2"})
    void asTheInstalledNfdumpPrintsIt(String name) throws IOException, InterruptedException {
        Path file = SharedData.path("nfcapd/" + name);
        assertPrinted(Decoded.whole(new NfcapdFormat(), MemorySource.of(file)).rows(), printedByNfdump(file), true);
    }

    private static void assertPrinted(
            List<DecodedFlow> flows, List<Map<String, Object>> printed, boolean sameCollection) {
        assertThat(flows).hasSameSizeAs(printed);
        for (int i = 0; i < flows.size(); i++) {
            Map<String, Object> flow = NfdumpRawText.withoutUntold(flows.get(i));
            Map<String, Object> expected = new LinkedHashMap<>(printed.get(i));
            if (!sameCollection) {
                flow.remove("export_time");
                expected.remove("export_time");
            }
            if (!flow.get("protocol").equals(TCP)) { // nfdump prints no flags but TCP's, whatever the file has
                flow.remove("tcp_flags");
                expected.remove("tcp_flags");
            }
            if (!flow.equals(expected)) { // an assertion per record would take most of the time
                assertThat(flow).as("record %d", i).isEqualTo(expected);
            }
        }
    }

    private static List<DecodedFlow> flows(String file) {
        return Decoded.whole(
                        new NfcapdFormat(),
                        MemorySource.of(SharedData.path("nfdump-versions/nfcapd/" + file + ".nfcapd")))
                .rows();
    }

    private static Path text(String name) {
        return SharedData.path("nfdump-versions/nfdump/" + name);
    }

    private static List<Map<String, Object>> rawText() throws IOException {
        try (Reader text = Files.newBufferedReader(text("nfdump1.7.1-raw.txt"))) {
            return NfdumpRawText.rows(text);
        }
    }

    /** The rows of a CSV with a header line and, in older versions, a summary. */
    private static List<List<String>> csv(String name, int columns) throws IOException {
        try (Stream<String> lines = Files.lines(text(name))) {
            return lines.skip(1)
                    .map(line -> List.of(line.split(",")))
                    .filter(row -> row.size() == columns)
                    .toList();
        }
    }

    private static List<Map<String, Object>> printedByNfdump(Path file) throws IOException, InterruptedException {
        Process nfdump = start(file);
        List<Map<String, Object>> rows = new ArrayList<>();
        try (Reader text = new BufferedReader(new InputStreamReader(nfdump.getInputStream(), StandardCharsets.UTF_8))) {
            rows = NfdumpRawText.rows(text);
        }
        assertThat(nfdump.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return rows;
    }

    private static Process start(Path file) {
        try {
            return new ProcessBuilder("nfdump", "-r", file.toString(), "-o", "raw")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            String message = "SKIPPED: nfdump is not installed, so that its output cannot be compared with";
            System.err.println(message);
            return Assumptions.abort(message);
        }
    }
}
