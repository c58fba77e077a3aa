package org.flowfoundry.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class ShardStoreTest {

    private Lake lake;
    private Path folder;

    @BeforeEach
    void open(SparkSession spark, @TempDir Path temporary) {
        lake = Lake.open(spark, temporary.toString());
        folder = Path.of(lake.ownPath("copies").toUri().getPath());
    }

    record Copy(List<String> folders) implements ShardStore.Stored<Copy> {

        @Override
        public Copy below(String parent) {
            return new Copy(
                    folders.stream().map(folder -> parent + "/" + folder).toList());
        }
    }

    private ShardStore<Copy> store(String version) {
        return new ShardStore<>(lake, "copies", version, Copy.class);
    }

    private void make(String version) throws IOException {
        org.apache.hadoop.fs.Path run = store(version).begin("run");
        Files.createDirectories(folder.resolve(version).resolve("run/part"));
        store(version).finish(new Copy(List.of("run/part")), run);
    }

    private void age(String file, int days) throws IOException {
        Files.setLastModifiedTime(
                folder.resolve(file), FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    @Test
    void versionsThatAreNotUsedForAWeekGoWhenAnotherIsMade() throws IOException {
        for (String version : List.of("old", "young", "used")) {
            make(version);
        }
        age("old/complete.json", 8);
        age("young/complete.json", 6);
        age("used/complete.json", 8);
        assertThat(store("used").find().folders()).hasSize(1);
        make("new");
        assertThat(store("old").find()).isNull();
        assertThat(folder.resolve("old")).doesNotExist();
        for (String version : List.of("young", "used", "new")) {
            assertThat(store(version).find()).as(version).isNotNull();
        }
    }

    @Test
    void whatAKilledRunLeftGoesToo() throws IOException {
        store("killed").begin("run");
        store("running").begin("run");
        age("killed", 8);
        make("new");
        assertThat(folder.resolve("killed")).doesNotExist();
        assertThat(folder.resolve("running/run")).isDirectory();
    }

    @Test
    void otherKindsAreLeftAlone() throws IOException {
        make("one");
        age("one/complete.json", 100);
        new ShardStore<>(lake, "others", "two", Copy.class).begin("run");
        assertThat(store("one").find()).isNotNull();
    }
}
