package org.flowfoundry.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QualityFlagTest {

    @ParameterizedTest
    @EnumSource
    void everyFlagHasABitOfItsOwnAndALineInTheDocs(QualityFlag flag) throws IOException {
        assertThat(Arrays.stream(QualityFlag.values()).filter(other -> other.mask() == flag.mask()))
                .containsExactly(flag);
        assertThat(Files.readAllLines(Path.of("../docs/quality-flags.md")))
                .filteredOn(line -> line.startsWith("| " + flag.mask() + " | " + flag + " | "))
                .hasSize(1);
    }
}
