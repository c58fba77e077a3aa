package org.flowfoundry.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad usage is answered with, before any Spark starts: exit code, one message, one JSON line. */
class CommandLineAppTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void unknownCommandNamesANearOne() throws IOException {
        assertThat(run("ingset")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("'ingset'").contains("ingest");
        assertThat(json().get("status").asText()).isEqualTo("failed");
    }

    @Test
    void noCommandPrintsTheUsage() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("Usage: flowfoundry")
                .contains("No command given.");
        assertThat(json().get("error").asText()).isEqualTo("No command given.");
    }

    @Test
    void missingOptionIsNamed() throws IOException {
        assertThat(run("ingest", "--domain", "d", "--lake", folder.toString())).isEqualTo(2);
        assertThat(json().get("command").asText()).isEqualTo("ingest");
        assertThat(json().get("error").asText()).contains("--input").contains("See 'flowfoundry ingest --help'.");
    }

    @Test
    void unknownFormatNamesNearAndKnownOnes() throws IOException {
        assertThat(run("ingest", "--domain", "d", "--lake", "l", "--input", "x", "--format", "nfcap"))
                .isEqualTo(2);
        assertThat(json().get("error").asText())
                .contains("Unknown format 'nfcap'")
                .contains("nfcapd")
                .contains("auto");
    }

    @Test
    void badDateSaysWhichForm() throws IOException {
        assertThat(run("ingest", "--domain", "d", "--lake", "l", "--input", "x", "--date", "yesterday"))
                .isEqualTo(2);
        assertThat(json().get("error").asText())
                .contains("--date")
                .contains("'yesterday' is no date; give YYYY-MM-DD")
                .doesNotContain("java.");
    }

    @Test
    void unknownKeyOfTheConfigurationFileNamesNearOnes() throws IOException {
        Path config = Files.writeString(folder.resolve("ff.conf"), "ingest.fromat = zeek");
        assertThat(run("ingest", "--config", config.toString())).isEqualTo(2);
        assertThat(json().get("error").asText())
                .contains("Unknown key 'ingest.fromat'")
                .contains("'ingest.format'");
    }

    @Test
    void anActionOnModelsThatIsNoneNamesNearAndKnownOnes() throws IOException {
        assertThat(run("models", "promot", "m", "--lake", "l")).isEqualTo(2);
        assertThat(json().get("error").asText())
                .isEqualTo("Unknown action 'promot'. Did you mean promote? Known: list, show, promote, rollback.");
        assertThat(run("models", "rollback", "--lake", "l")).isEqualTo(2);
        assertThat(json().get("error").asText())
                .isEqualTo("'models rollback' needs a model, such as 'models rollback campus'.");
    }

    @Test
    void onlyKindsThatCanBeComparedAreCompared() throws IOException {
        assertThat(run("fidelity", "--lake", "l", "--kind", "series")).isEqualTo(2);
        assertThat(json().get("error").asText()).contains("--kind is 'series'").contains("flows");
        assertThat(run("fidelity", "--lake", "l", "--hold-out", "1")).isEqualTo(2);
        assertThat(json().get("error").asText()).contains("hold-out").contains("0 to 0.9");
    }

    @Test
    void optionsOfAnotherWayOfWorkingAreRefused() throws IOException {
        assertThat(run("pretrain", "--lake", "l", "--name", "n", "--local-steps", "50"))
                .isEqualTo(2);
        assertThat(json().get("error").asText())
                .startsWith("--local-steps goes with --sync local only:")
                .endsWith("Give --sync local, too, or leave it out.");
        assertThat(run("models", "promote", "m:v1", "--lake", "l", "--margin", "0.1"))
                .isEqualTo(2);
        assertThat(json().get("error").asText()).startsWith("--margin goes with --if-better only.");
        assertThat(run("models", "show", "m:v1", "--lake", "l", "--if-better", "ddos"))
                .isEqualTo(2);
        assertThat(json().get("error").asText()).startsWith("--if-better goes with 'models promote' only.");
        assertThat(run("evaluate", "--lake", "l", "--task", "ddos,botnets")).isEqualTo(2);
        assertThat(json().get("error").asText()).isEqualTo("There is no task 'botnets'. Did you mean botnet?");
    }

    @Test
    void aCommandIsToldAsAShellTakesIt() {
        CommandContext context =
                new CommandContext(null, null, List.of("evaluate", "--lake=/data/my lake", "--task", "ddos,botnet"));
        assertThat(context.invocation()).isEqualTo("./flowfoundry evaluate '--lake=/data/my lake' --task ddos,botnet");
    }

    @Test
    void configurationFileFillsInWhatTheCommandLineLeavesOut() {
        Path config = folder.resolve("ff.conf");
        ConfigArguments arguments = new ConfigArguments(new picocli.CommandLine(new FlowFoundry()));
        write(config, "lake = /a\ningest { format = zeek, input = [x, \"y z\"], strict = true }\nsql.lake = /b");

        assertThat(arguments.expand(new String[] {"ingest", "--config", config.toString(), "--format=nfcapd"}))
                .startsWith("ingest", "--config", config.toString(), "--format=nfcapd")
                .contains("--lake=/a", "--input=x", "--input=y z", "--strict")
                .doesNotContain("--format=zeek");
        assertThat(arguments.expand(new String[] {"sql", "--config=" + config, "select 1"}))
                .contains("--lake=/b")
                .doesNotContain("--lake=/a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"doctor", "sql", "simulate", "ingest", "features", "graph", "demo", "models"})
    void everyCommandHasHelp(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Usage: flowfoundry " + command)
                .contains("--config");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void badSettingsOfSeriesAreAnsweredBeforeAnythingIsRead() throws IOException {
        assertThat(series("--series-steps", "257")).contains("--series-steps 257: it must be 2 to 256.");
        assertThat(series("--series-steps", "1")).contains("--series-steps 1: it must be 2 to 256.");
        assertThat(series("--sampler", "ddim")).contains("--form places or fields only");
        assertThat(series("--evaluations", "20")).contains("--form places or fields only");
        assertThat(series("--form", "places", "--evaluations", "1"))
                .contains("--evaluations 1: it must be 2 to 10000.");
        assertThat(series("--form", "images")).contains("--form").contains("images");
        assertThat(series("--from", "series", "--retrain")).contains("--from takes a generator that is there");
        assertThat(series("--width", "12")).contains("--width 12: it must be a multiple of 8.");
    }

    private String series(String... more) throws IOException {
        out.reset();
        List<String> arguments =
                new ArrayList<>(List.of("generate", "--kind", "series", "--lake", folder.toString(), "--rows", "10"));
        arguments.addAll(List.of(more));
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
        return json().get("error").asText();
    }

    private int run(String... args) {
        return new CommandLineApp(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }

    private JsonNode json() throws IOException {
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    }
}
