package org.flowfoundry.training.pretrain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.LakeErrors;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;

/**
 * Where a training of a name lies until its model is registered: {@code training/<name>/} in the lake's own folder. It holds the
 * encoder that the training began with, since fitting it again may give other bins in the last digit.
 */
public final class Workspace {

    private final FileSystem files;
    private final Path folder;
    private final Path encoder;
    private final Path settings;
    private final Path lease;

    Workspace(Lake lake, String name) {
        this.files = lake.fileSystem();
        this.folder = lake.ownPath("training/" + name);
        this.encoder = new Path(folder, "encoder.json");
        this.settings = new Path(folder, "settings.json");
        this.lease = lake.ownPath("training-leases/" + name);
    }

    String trainingFolder() {
        return new Path(folder, "run").toString();
    }

    /** Keeps other processes out; to be closed after the training. */
    Lease take() {
        return Lease.take(files, lease);
    }

    /** Makes the folder ready; afterwards it is empty, or holds a training that goes on. */
    void begin(Begin begin) {
        boolean begun = hasCheckpoints();
        if (begun && begin == Begin.NEW) {
            throw TrainingErrors.trainingThere(trainingFolder());
        }
        if (!begun || begin == Begin.RESTART) {
            delete();
        }
    }

    /** The settings that a training began with, as texts by name. */
    private record Settled(Map<String, String> settings) {}

    /**
     * Keeps what a training begins with; of one that goes on, makes sure it is the same, but for settings that may change.
     *
     * @return the settings that it began with
     * @throws org.flowfoundry.core.error.UserException where another setting differs
     */
    Map<String, String> settle(Map<String, String> given, Set<String> mayChange) {
        Map<String, String> began =
                kept(settings, Settled.class, () -> new Settled(given)).settings();
        for (String name : given.keySet()) {
            String before = began.getOrDefault(name, "none");
            if (!mayChange.contains(name) && !before.equals(given.get(name))) {
                throw TrainingErrors.otherSettings(name, before, given.get(name));
            }
        }
        return began;
    }

    private boolean hasCheckpoints() {
        try {
            Path checkpoints = new Path(trainingFolder(), "checkpoints");
            return files.exists(checkpoints) && files.listStatus(checkpoints).length > 0;
        } catch (IOException e) {
            throw TrainingErrors.notReadable(folder.toString(), e);
        }
    }

    /** The encoder of the training that goes on; where there is none, the fitted one, kept here. */
    public <E> E encoder(Class<E> type, Supplier<E> fit) {
        return kept(encoder, type, fit);
    }

    private <E> E kept(Path file, Class<E> type, Supplier<E> make) {
        try {
            if (files.exists(file)) {
                try (InputStream in = files.open(file)) {
                    return StrictJson.read(in, files.getFileStatus(file).getLen(), type, file.toString());
                }
            }
            E made = make.get();
            keep(file, made);
            return made;
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        }
    }

    private void keep(Path file, Object made) throws IOException {
        Path unfinished = new Path(folder, "." + UUID.randomUUID());
        try (OutputStream out = files.create(unfinished, false)) {
            StrictJson.write(out, made);
        }
        if (!files.rename(unfinished, file)) {
            throw new IOException("Cannot rename " + unfinished);
        }
    }

    void delete() {
        try {
            files.delete(folder, true);
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        }
    }
}
