package org.flowfoundry.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.training.DamagedException;
import org.flowfoundry.training.checkpoint.Checkpoints.Checkpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {

    private static final List<String> FILES = List.of("weights.safetensors", "rank-1.json");

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();
    private FileSystem fileSystem;
    private Checkpoints checkpoints;

    @BeforeEach
    void open() throws IOException {
        // Without Hadoop's own checksum files, so that ours must find what is altered.
        RawLocalFileSystem local = new RawLocalFileSystem();
        local.initialize(java.net.URI.create("file:///"), new Configuration());
        use(local);
    }

    @Test
    void theLastCheckpointIsReadAsItWasWritten() throws IOException {
        save(5, "first");
        save(10, "second");

        Checkpoint latest = checkpoints.latest(notes::add).orElseThrow();

        assertThat(latest.step()).isEqualTo(10);
        assertThat(latest.files().names()).isEqualTo(FILES);
        TensorFile weights = latest.files().read(FILES.get(0), Safetensors::read);
        assertThat(weights.values("w", 2)).containsExactly(10, -10);
        assertThat(latest.files().read(FILES.get(1), StrictJson.parser(State.class)))
                .isEqualTo(new State("second", 10));
        assertThat(notes).isEmpty();
        assertThat(list()).containsExactly("step-000000005", "step-000000010");
        assertThat(list("step-000000010")).containsExactly("manifest.json", "rank-1.json", "weights.safetensors");
    }

    @Test
    void whereNothingWasSavedThereIsNone() {
        assertThat(checkpoints.latest(notes::add)).isEmpty();
        checkpoints.deleteUnfinished();
    }

    @Test
    void onlyTheLastFewAreKept() throws IOException {
        for (int step = 1; step <= 5; step++) {
            save(step, "x");
        }

        assertThat(list()).containsExactly("step-000000003", "step-000000004", "step-000000005");
    }

    @Test
    void whatAKilledWorkerLeftIsNoCheckpointAndIsDeleted() throws IOException {
        save(5, "x");
        FolderDraft left = checkpoints.draft(10, "attempt-0");
        left.write("weights.safetensors", out -> out.write(1));
        FolderDraft sealed = checkpoints.draft(15, "attempt-0");
        sealed.write("weights.safetensors", out -> out.write(1));
        sealed.seal("step-000000015", List.of("weights.safetensors"));

        assertThat(checkpoints.latest(notes::add).orElseThrow().step()).isEqualTo(5);
        checkpoints.deleteUnfinished();

        assertThat(list()).containsExactly("step-000000005");
    }

    @Test
    void aStepSavedAgainReplacesTheOneBefore() throws IOException {
        save(5, "first");
        save(5, "second");

        State state = checkpoints.at(5).files().read(FILES.get(1), StrictJson.parser(State.class));

        assertThat(state.note()).isEqualTo("second");
        assertThat(list()).containsExactly("step-000000005");
    }

    @Test
    void aCheckpointLacksNoWorkersFile() {
        FolderDraft draft = checkpoints.draft(5, "a");
        draft.write("rank-0.json", out -> out.write('1'));

        assertThatThrownBy(() -> checkpoints.commit(draft, 5, List.of("rank-0.json", "rank-1.json")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("rank-1.json");
        assertThat(checkpoints.latest(notes::add)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights.safetensors", "rank-1.json", "manifest.json"})
    void aBitThatFlipsIsFoundAndTheCheckpointBeforeIsTaken(String name) throws IOException {
        save(5, "first");
        save(10, "second");
        Path file = folder.resolve("step-000000010").resolve(name);
        byte[] sound = Files.readAllBytes(file);
        for (int at = 0; at < sound.length; at++) {
            byte[] flipped = sound.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            Files.write(file, flipped);

            assertThat(checkpoints.latest(notes::add).orElseThrow().step())
                    .as("byte %d", at)
                    .isEqualTo(5);
        }
        assertThat(notes).hasSize(sound.length).allMatch(note -> note.startsWith("Checkpoint passed over: '"));
        Files.write(file, sound);
        assertThat(checkpoints.latest(notes::add).orElseThrow().step()).isEqualTo(10);
    }

    @Test
    void damageIsNamed() throws IOException {
        save(5, "x");
        Path weights = folder.resolve("step-000000005/weights.safetensors");
        byte[] sound = Files.readAllBytes(weights);
        Checkpoint checkpoint = checkpoints.at(5);

        Files.write(weights, java.util.Arrays.copyOf(sound, 20));
        assertDamage(checkpoint, "it has 20 bytes instead of " + sound.length);
        sound[sound.length - 1] ^= 1;
        Files.write(weights, sound);
        assertDamage(checkpoint, "its SHA-256 is not the one in manifest.json");
        Files.delete(weights);
        assertDamage(checkpoint, "it is not there");
        assertThatThrownBy(() -> checkpoint.files().read("other", Safetensors::read))
                .hasMessageContaining("it was written without a file other");
        Files.move(folder.resolve("step-000000005"), folder.resolve("step-000000006"));
        assertThatThrownBy(() -> checkpoints.at(6))
                .hasMessageContaining("it was written as 'step-000000005', not as 'step-000000006'");
    }

    @Test
    void aManifestCannotNameAFileElsewhere() throws IOException {
        save(5, "x");
        Path manifest = folder.resolve("step-000000005/manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("rank-1.json", "../../secret"));

        assertThatThrownBy(() -> checkpoints.at(5))
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("manifest.json names a file '../../secret'");
    }

    @Test
    void whereAllAreDamagedItIsAnError() throws IOException {
        save(5, "x");
        save(6, "x");
        Files.delete(folder.resolve("step-000000005/manifest.json"));
        Files.writeString(folder.resolve("step-000000006/manifest.json"), "{}");

        assertThatThrownBy(() -> checkpoints.latest(notes::add))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("None of the 2 checkpoints in '"
                        + folder.toUri().toString().replace("///", "/") + "' is whole; of the last, '")
                .hasMessageContaining("step-000000006/manifest.json' is not the JSON that is written there:"
                        + " Missing creator property 'title'. Train")
                .hasMessageEndingWith("Train from the start, without --resume; registered models are not touched.");
        assertThat(notes).hasSize(2);
    }

    @Test
    void whatHadoopsChecksumsFindIsDamageToo() throws IOException {
        use(FileSystem.getLocal(new Configuration()));
        save(5, "first");
        save(10, "second");
        Path file = folder.resolve("step-000000010/weights.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThat(checkpoints.latest(notes::add).orElseThrow().step()).isEqualTo(5);
        assertThat(notes).singleElement().asString().contains("the file system finds its checksum wrong");
    }

    private record State(String note, long step) {}

    private void use(FileSystem files) {
        fileSystem = files;
        checkpoints = new Checkpoints(fileSystem, new org.apache.hadoop.fs.Path(folder.toUri()), 3);
    }

    private void save(long step, String note) {
        NamedTensor tensor = new NamedTensor("w", new int[] {2}, new float[] {step, -step});
        checkpoints.draft(step, "a-1").write(FILES.get(0), out -> Safetensors.write(out, List.of(tensor), Map.of()));
        FolderDraft draft = checkpoints.draft(step, "a-1");
        draft.write(FILES.get(1), out -> StrictJson.write(out, new State(note, step)));
        checkpoints.commit(draft, step, FILES);
    }

    private static void assertDamage(Checkpoint checkpoint, String problem) {
        assertThatThrownBy(() -> checkpoint.files().verify())
                .isInstanceOf(DamagedException.class)
                .hasMessageContaining("weights.safetensors' is damaged: " + problem + ".");
    }

    private List<String> list(String... below) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(String.join("/", below)))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
