package org.flowfoundry.training.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.training.DamagedException;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.registry.ModelCard.TrainingData;
import org.flowfoundry.training.registry.ModelRegistry.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(WithSpark.class)
class ModelRegistryTest {

    @TempDir
    Path folder;

    private Lake lake;
    private ModelRegistry registry;

    @BeforeEach
    void open(SparkSession spark) {
        lake = Lake.open(spark, folder.resolve("lake").toString());
        registry = new ModelRegistry(lake);
    }

    @Test
    void whatWasRegisteredIsRead() throws IOException {
        ModelVersion first = publish("campus-small.2", "one");
        ModelVersion second = publish("campus-small.2", "two");

        assertThat(first.id()).isEqualTo("campus-small.2:v1");
        assertThat(second.version()).isEqualTo("v2");
        ModelVersion read = registry.resolve("campus-small.2:v1");
        assertThat(read.card()).isEqualTo(card());
        assertThat(read.fileNames()).containsExactly("notes.txt", "card.json");
        assertThat(text(read)).isEqualTo("one");
        assertThat(text(ModelVersion.open(lake.fileSystem(), second.folder()))).isEqualTo("two");
        assertThat(registry.list()).containsExactly(new Model("campus-small.2", List.of("v1", "v2"), null, null));
        assertThat(lake.tables()).isEmpty();
        assertThat(list("campus-small.2")).containsExactly("v1", "v2");
    }

    @Test
    void theDefaultIsThePromotedVersionElseTheLatest() {
        publish("m", "one");
        publish("m", "two");
        assertThat(registry.resolve("m").version()).isEqualTo("v2");
        assertThatThrownBy(() -> registry.resolve("m:promoted"))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "No version of model 'm' is promoted. Promote one with `flowfoundry models promote m:vN`, or"
                                + " name a version.");

        registry.promote("m:v1");

        assertThat(registry.resolve("m").version()).isEqualTo("v1");
        assertThat(registry.resolve("m:promoted").version()).isEqualTo("v1");
        assertThat(registry.resolve("m:latest").version()).isEqualTo("v2");
        assertThat(registry.list()).containsExactly(new Model("m", List.of("v1", "v2"), "v1", null));
    }

    @Test
    void rollbackGoesBackPromotionByPromotionAndTheHistoryStays() {
        for (String text : List.of("one", "two", "three")) {
            registry.promote(publish("m", text).id());
        }
        assertThat(registry.rollback("m").version()).isEqualTo("v2");
        assertThat(registry.rollback("m").version()).isEqualTo("v1");
        assertThatThrownBy(() -> registry.rollback("m"))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "Model 'm' has no version to go back to: before v1 none was promoted. Promote the version you"
                                + " want with `flowfoundry models promote m:vN`.");
        registry.promote("m:v3");
        assertThat(registry.rollback("m").version()).isEqualTo("v1");

        assertThat(registry.history("m").promotions().stream().map(entry -> entry.action() + " " + entry.version()))
                .containsExactly(
                        "PROMOTE v1",
                        "PROMOTE v2",
                        "PROMOTE v3",
                        "ROLLBACK v2",
                        "ROLLBACK v1",
                        "PROMOTE v3",
                        "ROLLBACK v1");
    }

    @Test
    void aDamagedPromotionIsOfItsModelOnlyAndMendedByTheNext() throws IOException {
        registry.promote(publish("k", "one").id());
        for (String text : List.of("one", "two")) {
            registry.promote(publish("m", text).id());
        }
        Path entry = folder.resolve("lake/models/m/promotions/v2/promotion.json");
        long bytes = Files.size(entry);
        Files.writeString(entry, "x");
        String damage = "Which version of model 'm' is promoted, or was before, cannot be told: 'file:" + entry
                + "' is damaged: it has 1 bytes instead of " + bytes
                + ". Say which is to count with `flowfoundry models promote m:vN`; its versions are not touched, and m:vN and"
                + " m:latest name one all the same.";

        assertThat(registry.list())
                .containsExactly(
                        new Model("k", List.of("v1"), "v1", null), new Model("m", List.of("v1", "v2"), null, damage));
        for (String reference : List.of("m", "m:promoted")) {
            assertThatThrownBy(() -> registry.resolve(reference))
                    .isInstanceOf(DamagedException.class)
                    .hasMessage(damage);
        }
        assertThatThrownBy(() -> registry.rollback("m"))
                .isInstanceOf(DamagedException.class)
                .hasMessage(damage);
        assertThat(registry.resolve("m:latest").version()).isEqualTo("v2");

        registry.promote("m:v1");
        assertThat(registry.list().get(1)).isEqualTo(new Model("m", List.of("v1", "v2"), "v1", null));
        assertThatThrownBy(() -> registry.rollback("m")).hasMessage(damage);
        registry.promote("m:v2");
        assertThat(registry.rollback("m").version()).isEqualTo("v1");
        assertThat(registry.resolve("m").version()).isEqualTo("v1");
        assertThat(registry.history("m").damaged()).hasSize(1);
    }

    @Test
    void whatWasRolledBackToCountsThoughItsPromotionIsDamaged() throws IOException {
        for (String text : List.of("one", "two", "three")) {
            registry.promote(publish("m", text).id());
        }
        registry.rollback("m");
        Files.delete(folder.resolve("lake/models/m/promotions/v2/manifest.json"));

        assertThat(registry.resolve("m:promoted").version()).isEqualTo("v2");
        assertThat(registry.history("m").promotions()).hasSize(3);
    }

    @Test
    void whatIsRegisteredAtTheSameTimeGetsVersionsOfItsOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ModelVersion>> publishing = IntStream.range(0, 32)
                    .mapToObj(i -> threads.submit(() -> publish("m", "text " + i)))
                    .toList();
            List<String> versions = new ArrayList<>();
            for (int i = 0; i < publishing.size(); i++) {
                ModelVersion version = publishing.get(i).get();
                assertThat(text(version)).isEqualTo("text " + i);
                version.verify();
                versions.add(version.version());
            }
            assertThat(versions).doesNotHaveDuplicates();
            assertThat(registry.list().get(0).versions()).containsExactlyInAnyOrderElementsOf(versions);
            for (String version : versions) {
                assertThat(list("m/" + version)).containsExactly("card.json", "manifest.json", "notes.txt");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPublicationThatFailsLeavesNothing() throws IOException {
        publish("m", "one");
        Map<String, FileContent> failing = Map.of("a.txt", out -> {
            throw new IOException("disk full");
        });

        assertThatThrownBy(() -> registry.publish("m", card(), failing))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("disk full");
        assertThat(list("m")).containsExactly("v1");

        Path killed = Files.createDirectory(folder.resolve("lake/models/m/.draft-old"));
        Path running = Files.createDirectory(folder.resolve("lake/models/m/.draft-new"));
        Files.setLastModifiedTime(killed, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));
        publish("m", "two");
        assertThat(killed).doesNotExist();
        assertThat(running).exists();
    }

    @Test
    void damageAndOtherModelsFilesAreFound() throws IOException {
        publish("m", "one");
        publish("other", "two");
        Path notes = folder.resolve("lake/models/m/v1/notes.txt");
        Files.copy(
                folder.resolve("lake/models/other/v1/notes.txt"),
                notes,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(folder.resolve("lake/models/m/v1/.notes.txt.crc"));

        assertThatThrownBy(() -> text(registry.resolve("m")))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining(
                        "lake/models/m/v1/notes.txt' is damaged: its SHA-256 is not the one in manifest.json");
        assertThatThrownBy(() -> registry.promote("m")).isInstanceOf(DamagedException.class);
        assertThat(registry.list().get(0).promoted()).isNull();

        Files.move(folder.resolve("lake/models/other/v1"), folder.resolve("lake/models/m/v2"));
        assertThatThrownBy(() -> registry.resolve("m:v2"))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("it was written as 'model other', not as 'model m'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../m", "a/b", "a\\b", "a b", ".hidden", "ü", "a\n", "-x"})
    void aNameCannotLeadOutOfTheFolder(String name) {
        assertThatThrownBy(() -> publish(name, "x"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("'" + name + "' cannot name a model: use 1 to 100 letters");
        assertThatThrownBy(() -> registry.resolve(name + ":v1")).isInstanceOf(UsageException.class);
        assertThat(folder.resolve("lake")).doesNotExist();
    }

    @Test
    void unknownModelsAndVersionsAreNamedWithThoseThatAreThere() {
        for (ThrowingCallable asking : List.<ThrowingCallable>of(registry::list, () -> registry.resolve("campus"))) {
            assertThatThrownBy(asking)
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("There is no lake at '" + lake.uri() + "': check --lake");
        }
        lake.prepare();
        assertThat(registry.list()).isEmpty();
        assertThatThrownBy(() -> registry.resolve("campus"))
                .hasMessageEndingWith("It has no models yet; make one with `flowfoundry pretrain`.");
        publish("campus", "one");
        publish("office", "one");

        assertThatThrownBy(() -> registry.resolve("campsu"))
                .isInstanceOf(UserException.class)
                .hasMessage("There is no model 'campsu' in lake '" + lake.uri() + "'. Did you mean campus?");
        assertThatThrownBy(() -> registry.rollback("x" + "y".repeat(20)))
                .hasMessageEndingWith("It has campus, office.");
        assertThatThrownBy(() -> registry.resolve("campus:v2"))
                .isInstanceOf(UserException.class)
                .hasMessage("Model 'campus' has no version v2. It has v1.");
        assertThatThrownBy(() -> registry.resolve("campus:3"))
                .isInstanceOf(UsageException.class)
                .hasMessage("'campus:3' names no model: '3' is no version. Write NAME, NAME:v3, NAME:promoted or"
                        + " NAME:latest.");
        assertThatThrownBy(() -> registry.rollback("campus"))
                .hasMessageContaining("Model 'campus' has no version to go back to: none is promoted.");
        assertThatThrownBy(() -> ModelVersion.open(lake.fileSystem(), new org.apache.hadoop.fs.Path("/tmp/x")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("'/tmp/x' is no folder of a model's version");
    }

    private ModelVersion publish(String name, String text) {
        return registry.publish(
                name, card(), Map.of("notes.txt", out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static String text(ModelVersion version) {
        return version.read("notes.txt", (in, length, name) -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    private static ModelCard card() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("validation_nll", 12.5);
        metrics.put("not_measured", Double.NaN);
        return new ModelCard(
                "transformer",
                null,
                "2026-11-21T12:00:00Z",
                null,
                new TrainingData("host_series", "abc", List.of("campus"), "2024-01-01", "2024-01-02", 300, 12345),
                Map.of("test_hosts", "0.2"),
                7,
                1_000_000,
                Map.of("steps", "100"),
                metrics,
                List.of("Not for other windows than 5 minutes."));
    }

    private List<String> list(String below) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("lake/models").resolve(below))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> !name.endsWith(".crc"))
                    .sorted()
                    .toList();
        }
    }
}
