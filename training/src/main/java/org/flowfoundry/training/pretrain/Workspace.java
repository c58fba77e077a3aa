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
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.sequence.SeriesEncoder;

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

    /** The encoder of the training that is to go on; where there is none, or it is not to go on, the fitted one, kept here. */
    SeriesEncoder encoder(boolean resume, Supplier<SeriesEncoder> fit) {
        try {
            if (resume && files.exists(encoder)) {
                try (InputStream in = files.open(encoder)) {
                    long length = files.getFileStatus(encoder).getLen();
                    return StrictJson.read(in, length, SeriesEncoder.class, encoder.toString());
                }
            }
            SeriesEncoder fitted = fit.get();
            if (!files.exists(encoder)) {
                keep(fitted);
            }
            return fitted;
        } catch (IOException | FSError e) {
            throw LakeErrors.notWritable(folder.toString(), e);
        }
    }

    private void keep(SeriesEncoder fitted) throws IOException {
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
