package org.flowfoundry.training.pretrain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
final class Workspace {

    private final FileSystem files;
    private final Path folder;
    private final Path encoder;

    Workspace(Lake lake, String name) {
        this.files = lake.fileSystem();
        this.folder = lake.ownPath("training/" + name);
        this.encoder = new Path(folder, "encoder.json");
    }

    String trainingFolder() {
        return new Path(folder, "run").toString();
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

    private boolean hasCheckpoints() {
        try {
            Path checkpoints = new Path(trainingFolder(), "checkpoints");
            return files.exists(checkpoints) && files.listStatus(checkpoints).length > 0;
        } catch (IOException e) {
            throw TrainingErrors.notReadable(folder.toString(), e);
        }
    }

    /** The encoder of the training that goes on; where there is none, the fitted one, kept here. */
    <E> E encoder(Class<E> type, Supplier<E> fit) {
        try {
            if (files.exists(encoder)) {
                try (InputStream in = files.open(encoder)) {
                    long length = files.getFileStatus(encoder).getLen();
                    return StrictJson.read(in, length, type, encoder.toString());
                }
            }
            E fitted = fit.get();
            keep(fitted);
            return fitted;
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        }
    }

    private void keep(Object fitted) throws IOException {
        Path unfinished = new Path(folder, ".encoder-" + UUID.randomUUID());
        try (OutputStream out = files.create(unfinished, false)) {
            StrictJson.write(out, fitted);
        }
        if (!files.rename(unfinished, encoder)) {
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
