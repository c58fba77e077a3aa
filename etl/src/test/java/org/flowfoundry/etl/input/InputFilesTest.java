package org.flowfoundry.etl.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.flowfoundry.core.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {

    private final Configuration hadoop = new Configuration();
    private final List<InputFile> unfinished = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void namesMayHoldAnything() throws IOException {
        List<String> names = List.of(
                "conn.00:00:00-01:00:00.log",
                "with blank",
                "new\nline",
                "ü ñ 流",
                "100%25",
                "a[1].log",
                "b{1,2}.log",
                "c*.log",
                "d?+&=#;");
        for (String name : names) {
            write(name, name);
        }

        List<InputFile> found = InputFiles.find(List.of(folder.toString()), hadoop, unfinished::add);

        assertThat(found)
                .extracting(InputFile::name)
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> folder + "/" + name).toList());
        for (InputFile file : found) {
            assertThat(folder + "/" + content(file)).isEqualTo(file.name());
        }
        for (String name : names) {
            assertThat(find(name)).as("named itself").containsExactly(name);
        }
    }

    @Test
    void filesStillBeingWrittenAreReadOnlyWhereNamed() throws IOException {
        List<String> names = List.of("nfcapd.current.4711", "conn.log.tmp", "a.pcap.part");
        for (String name : names) {
            write(name, name);
        }
        write("nfcapd.202403010000", "closed");
        write("tmp", "closed");

        assertThat(find(".")).hasSize(2);
        assertThat(unfinished).hasSize(3);
        assertThat(find("*")).containsExactly("nfcapd.202403010000", "tmp");
        assertThat(find("*.tmp")).containsExactly("conn.log.tmp");
        assertThat(find("nfcapd.current*")).containsExactly("nfcapd.current.4711");
        for (String name : names) {
            assertThat(find(name)).containsExactly(name);
        }
    }

    @Test
    void nameThatIsNoTextIsReadAllTheSame() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("bash", "-c", "printf 'x' > \"$0/$(printf 'b\\377d')\"", folder.toString()).start();
        assertThat(process.waitFor()).isZero();

        List<InputFile> found = InputFiles.find(List.of(folder.toString()), hadoop, unfinished::add);

        assertThat(found).singleElement().satisfies(file -> {
            assertThat(file.name()).endsWith("/b\ufffdd");
            assertThat(content(file)).isEqualTo("x");
        });
    }

    @Test
    void foldersAreTakenWithAllBelowInOrderButForHiddenNames() throws IOException {
        write("b/2", "");
        write("a/z/1", "");
        write("a/.hidden", "");
        write("_temporary/0", "");
        write("a/_SUCCESS", "");

        assertThat(find("")).containsExactly("a/z/1", "b/2");
        assertThat(find("_temporary", "a/.hidden")).containsExactly("_temporary/0", "a/.hidden");
        assertThat(find("a", "a/z/1", "b")).containsExactly("a/z/1", "b/2");
    }

    @Test
    void globsMatchAndExistingNamesWin() throws IOException {
        write("x[1]/conn.log", "");
        write("x1/conn.log", "");
        write("y/deep/er/conn.log", "");
        write("y/dns.log", "");

        assertThat(find("x*/conn.log")).containsExactly("x1/conn.log", "x[1]/conn.log");
        assertThat(find("x[1]/*.log")).containsExactly("x[1]/conn.log");
        assertThat(find("y/**/conn.log")).containsExactly("y/deep/er/conn.log");
        assertThat(find("{x1,y}/*.log")).containsExactly("x1/conn.log", "y/dns.log");
        assertThat(find("y")).containsExactly("y/deep/er/conn.log", "y/dns.log");
    }

    @Test
    void fileUrisAreTakenWithAndWithoutPercentSignsDecoded() throws IOException {
        write("a b", "");
        write("c%20d", "");

        assertThat(names(InputFiles.find(List.of("file:" + folder + "/a%20b"), hadoop, unfinished::add)))
                .containsExactly("a b");
        assertThat(names(InputFiles.find(List.of("file://" + folder + "/c%20d"), hadoop, unfinished::add)))
                .containsExactly("c%20d");
    }

    @Test
    void linksAreFollowedButNotInCircles() throws IOException {
        write("real/f", "");
        Files.createSymbolicLink(folder.resolve("real/loop"), folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real/f"));
        Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("gone"));

        List<InputFile> found = InputFiles.find(List.of(folder.toString()), hadoop, unfinished::add);

        assertThat(names(found)).containsExactly("link", "nowhere", "real/f");
        assertThat(found.get(1).problem()).isEqualTo("a link that leads nowhere");
    }

    @Test
    void missingInputNamesWhatIsThere() throws IOException {
        write("in/nfcapd.202403011200", "");
        write("in/other", "");

        assertThatThrownBy(() -> find("in/nfcapd.20240301120"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("No input at '" + folder + "/in/nfcapd.20240301120'")
                .hasMessageContaining("holds nfcapd.202403011200. Give");
        assertThatThrownBy(() -> find("in/*.gz")).hasMessageContaining("holds nfcapd.202403011200, other. Give");
        assertThatThrownBy(() -> find("absent/deep/file")).hasMessageContaining("'" + folder + "' holds in.");
    }

    @Test
    void noFileAtAllIsAnError() throws IOException {
        write("_only/hidden", "");

        assertThatThrownBy(() -> find(""))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("There is no file to read in '" + folder)
                .hasMessageContaining("names begin with . or _");
    }

    @Test
    void fileThatGrewIsReadAsLongAsItWas() throws IOException {
        Path path = write("live.log", "first");
        InputFile file = InputFiles.find(List.of(path.toString()), hadoop, unfinished::add)
                .get(0);
        Files.writeString(path, "first and second");
        assertThat(content(file)).isEqualTo("first");

        Files.writeString(path, "cut");
        assertThatThrownBy(() -> content(file)).isInstanceOf(IOException.class).hasMessageContaining("became shorter");
    }

    private List<String> find(String... names) {
        return names(InputFiles.find(
                Arrays.stream(names).map(name -> folder + "/" + name).toList(), hadoop, unfinished::add));
    }

    private List<String> names(List<InputFile> files) {
        return files.stream()
                .map(file -> file.name().substring(folder.toString().length() + 1))
                .toList();
    }

    private String content(InputFile file) throws IOException {
        try (InputStream in = new FileSource(file, hadoop).open(0)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
