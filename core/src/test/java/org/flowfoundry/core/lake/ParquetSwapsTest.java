package org.flowfoundry.core.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.flowfoundry.core.error.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSwapsTest {

    private static final String STAGING = "_flowfoundry/staging/series-1";

    private static final Map<String, String> OLD = Map.of(
            "domain=a/date=2024-01-01/old", "1",
            "domain=a/date=2024-01-02/old", "2",
            "domain=a/date=2024-01-03/old", "3");

    /** Of the first two days one gets other rows, in two files, the other becomes empty. */
    private static final Map<String, String> NEW = Map.of(
            "domain=a/date=2024-01-01/new 1", "4",
            "domain=a/date=2024-01-01/new 2", "5",
            "domain=a/date=2024-01-03/old", "3");

    private static final ParquetSwap SWAP = new ParquetSwap(
            "series-1",
            List.of("domain=a/date=2024-01-01/old", "domain=a/date=2024-01-02/old"),
            List.of("domain=a/date=2024-01-01/new 1", "domain=a/date=2024-01-01/new 2"));

    @TempDir
    Path folder;

    @Test
    void aSwapKilledAtAnyStepIsWholeOnceItIsFinished() throws IOException {
        int changes = 0;
        int swapped = 0;
        while (isKilledAfter(changes, folder.resolve("lake" + changes))) {
            Path lake = folder.resolve("lake" + changes);
            ParquetSwaps swaps = swaps(lake, local());
            boolean begun = swaps.isPending();
            if (isMarked(lake)) {
                assertThat(rows(lake)).isIn(OLD, NEW);
            }
            swaps.finishPending();

            assertThat(isMarked(lake)).isTrue();
            assertThat(swaps.isPending()).isFalse();
            assertThat(rows(lake)).as("after %s changes", changes).isEqualTo(begun ? NEW : OLD);
            swapped += begun ? 1 : 0;
            changes++;
        }
        assertThat(rows(folder.resolve("lake" + changes))).isEqualTo(NEW);
        assertThat(swapped).isGreaterThan(8);
    }

    @Test
    void aPartOfACopyIsReplacedByTheWholeFile() throws IOException {
        isKilledAfter(3, folder);
        write(folder.resolve("series/domain=a/date=2024-01-01/new 1"), "");

        swaps(folder, local()).finishPending();

        assertThat(rows(folder)).isEqualTo(NEW);
    }

    @Test
    void aSwapWhoseFilesAreGoneIsAUserErrorAndNoTable() throws IOException {
        isKilledAfter(3, folder);
        Files.delete(folder.resolve(STAGING).resolve("domain=a/date=2024-01-01/new 2"));

        assertThatThrownBy(() -> swaps(folder, local()).finishPending())
                .isInstanceOf(UserException.class)
                .hasMessageContaining("date=2024-01-01/new 2' is gone. Remove the table's folder and '")
                .hasMessageEndingWith("_flowfoundry/swap/series.json', and make the table again, all dates of it");
        assertThat(isMarked(folder)).isFalse();
    }

    @Test
    void whatKilledRunsOfTheTableStagedIsDeletedAfterADay() throws IOException {
        Path old = folder.resolve("_flowfoundry/staging/series-1/domain=a/date=2024-01-01/new 1");
        Path young = folder.resolve("_flowfoundry/staging/series-2/domain=a/date=2024-01-01/new 1");
        Path other = folder.resolve("_flowfoundry/staging/others-1/domain=a/date=2024-01-01/new 1");
        for (Path file : List.of(old, young, other)) {
            write(file, "4");
        }
        for (Path file : List.of(old, other)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));
        }

        swaps(folder, local()).deleteAbandoned();

        assertThat(folder.resolve("_flowfoundry/staging/series-1")).doesNotExist();
        assertThat(young).exists();
        assertThat(other).exists();
    }

    /** Makes a table and staged files, and swaps them; false where the swap came to its end. */
    private static boolean isKilledAfter(int changes, Path lake) throws IOException {
        for (Map.Entry<String, String> file : OLD.entrySet()) {
            write(lake.resolve("series").resolve(file.getKey()), file.getValue());
        }
        write(lake.resolve("series/_SUCCESS"), "");
        for (String added : SWAP.added()) {
            write(lake.resolve(STAGING).resolve(added), NEW.get(added));
        }
        try {
            swaps(lake, new KilledFileSystem(local(), changes)).perform(SWAP);
            return false;
        } catch (KilledFileSystem.Killed killed) {
            return true;
        }
    }

    private static Map<String, String> rows(Path lake) throws IOException {
        Path table = lake.resolve("series");
        Map<String, String> rows = new TreeMap<>();
        try (Stream<Path> files = Files.walk(table)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().contains("date=")
                        && !file.getFileName().toString().startsWith(".")) {
                    rows.put(table.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return rows;
    }

    private static boolean isMarked(Path lake) {
        return Files.exists(lake.resolve("series/_SUCCESS"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static ParquetSwaps swaps(Path lake, FileSystem files) {
        return new ParquetSwaps(files, new org.apache.hadoop.fs.Path(lake.toUri()), "series");
    }

    private static FileSystem local() throws IOException {
        return FileSystem.getLocal(new Configuration(false));
    }
}
