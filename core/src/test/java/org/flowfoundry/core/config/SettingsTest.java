package org.flowfoundry.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.flowfoundry.core.error.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void keysAreDottedAndListsKeepTheirOrder() throws IOException {
        Settings settings = Settings.read(file("lake = /data/lake\ningest { input = [b, a], split-biflows = true }"));

        assertThat(settings.values())
                .containsEntry("lake", List.of("/data/lake"))
                .containsEntry("ingest.input", List.of("b", "a"))
                .containsEntry("ingest.split-biflows", List.of("true"));
    }

    @Test
    void unknownKeyNamesNearOnes() throws IOException {
        Settings settings = Settings.read(file("ingest.fromat = zeek"));

        assertThatThrownBy(() -> settings.requireKnown(Set.of("ingest.format", "ingest.lake")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Unknown key 'ingest.fromat'")
                .hasMessageContaining("Near: 'ingest.format'.");
    }

    @Test
    void missingFileAndBadSyntaxAreOneClearError() throws IOException {
        assertThatThrownBy(() -> Settings.read(folder.resolve("absent.conf")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("No configuration file")
                .hasMessageContaining("Give --config a HOCON file that exists.");
        Path broken = file("ingest { format = ");
        assertThatThrownBy(() -> Settings.read(broken))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("cannot be read as HOCON");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("test.conf"), text);
    }
}
