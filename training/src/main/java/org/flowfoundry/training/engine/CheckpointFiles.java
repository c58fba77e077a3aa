package org.flowfoundry.training.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.flowfoundry.training.checkpoint.Checkpoints;
import org.flowfoundry.training.checkpoint.FolderDraft;
import org.flowfoundry.training.checkpoint.NamedTensor;
import org.flowfoundry.training.checkpoint.Safetensors;
import org.flowfoundry.training.checkpoint.SealedFolder;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.checkpoint.TensorFile;
import org.flowfoundry.training.collective.AllReduce;
import org.flowfoundry.training.engine.TrainingConfig.Mode;
import org.flowfoundry.training.tensor.ParameterLayout;

/**
 * What is in a checkpoint: {@code state.json}, {@code parameters.safetensors}, and the moments of Adam, in one file where
 * all workers have the same, else in one per worker. All workers save and load together.
 */
final class CheckpointFiles {

    private static final String STATE = "state.json";
    private static final String PARAMETERS = "parameters.safetensors";
    private static final String UPDATES = "updates";

    private final Checkpoints checkpoints;
    private final AllReduce workers;
    private final String attempt;
    private final boolean ownMoments;

    /**
     * @param attempt the same for workers that train together
     * @param ownMoments whether each worker has its own moments
     */
    CheckpointFiles(Checkpoints checkpoints, AllReduce workers, String attempt, boolean ownMoments) {
        this.checkpoints = checkpoints;
        this.workers = workers;
        this.attempt = attempt;
        this.ownMoments = ownMoments;
    }

    /**
     * The vectors of a checkpoint, each as long as the parameters; those after the second may be empty.
     *
     * @param average of the parameters
     * @param outerMomentum of local training
     * @param best parameters by validation
     */
    record Vectors(float[] parameters, float[] average, float[] outerMomentum, float[] best) {}

    /** Adam's memory. */
    record Moments(float[] first, float[] second, long updates) {}

    /** A checkpoint as a worker takes it up. */
    record Loaded(Snapshot snapshot, Vectors vectors, Moments moments) {}

    /** Saves a checkpoint; when it returns, the first worker's is committed. */
    void save(Snapshot snapshot, Vectors vectors, Moments moments) {
        FolderDraft draft = checkpoints.draft(snapshot.step(), attempt);
        if (ownMoments || workers.rank() == 0) {
            draft.write(
                    momentsName(workers.rank()),
                    out -> Safetensors.write(
                            out,
                            List.of(
                                    RunFolder.vector("first", moments.first()),
                                    RunFolder.vector("second", moments.second())),
                            Map.of(UPDATES, Long.toString(moments.updates()))));
        }
        if (ownMoments) {
            // Nobody goes on before all have written: the first worker seals what the others wrote.
            workers.gather(1);
        }
        if (workers.rank() == 0) {
            draft.write(STATE, out -> StrictJson.write(out, snapshot));
            draft.write(PARAMETERS, out -> Safetensors.write(out, tensors(vectors), Map.of()));
            checkpoints.commit(draft, snapshot.step(), names());
        }
    }

    /**
     * Loads the last checkpoint that is whole; the first worker says which that is.
     *
     * @throws org.flowfoundry.core.error.UserException where it is of another model, other data or another mode
     */
    Optional<Loaded> load(ParameterLayout layout, String dataVersion, Mode mode, Consumer<String> notes) {
        long mine = -1;
        if (workers.rank() == 0) {
            checkpoints.deleteUnfinished();
            mine = checkpoints.latest(notes).map(Checkpoints.Checkpoint::step).orElse(-1L);
        }
        long step = workers.gather(mine)[0];
        if (step < 0) {
            return Optional.empty();
        }
        SealedFolder folder = checkpoints.at(step).files();
        Snapshot snapshot = folder.read(STATE, StrictJson.parser(Snapshot.class));
        snapshot.requireFits(layout, dataVersion, mode, folder.path().toString());
        return Optional.of(read(folder, snapshot, layout.size()));
    }

    private Loaded read(SealedFolder files, Snapshot snapshot, int size) {
        TensorFile vectors = files.read(PARAMETERS, Safetensors::read);
        TensorFile moments = files.read(momentsName(workers.rank() % snapshot.workers()), Safetensors::read);
        return new Loaded(
                snapshot,
                new Vectors(
                        vectors.values("parameters", size),
                        vectors.values("average", size),
                        optional(vectors, "outer_momentum", size),
                        optional(vectors, "best", size)),
                new Moments(
                        moments.values("first", size),
                        moments.values("second", size),
                        Long.parseLong(moments.metadata().get(UPDATES))));
    }

    private static float[] optional(TensorFile file, String name, int size) {
        return file.tensors().containsKey(name) ? file.values(name, size) : new float[0];
    }

    private static List<NamedTensor> tensors(Vectors vectors) {
        List<NamedTensor> tensors = new ArrayList<>();
        tensors.add(RunFolder.vector("parameters", vectors.parameters()));
        tensors.add(RunFolder.vector("average", vectors.average()));
        if (vectors.outerMomentum().length > 0) {
            tensors.add(RunFolder.vector("outer_momentum", vectors.outerMomentum()));
        }
        if (vectors.best().length > 0) {
            tensors.add(RunFolder.vector("best", vectors.best()));
        }
        return tensors;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(STATE, PARAMETERS));
        for (int rank = 0; rank < (ownMoments ? workers.size() : 1); rank++) {
            names.add(momentsName(rank));
        }
        return names;
    }

    private String momentsName(int rank) {
        return ownMoments ? String.format(Locale.ROOT, "moments-%05d.safetensors", rank) : "moments.safetensors";
    }
}
