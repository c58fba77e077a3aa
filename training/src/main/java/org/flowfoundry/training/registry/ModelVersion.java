package org.flowfoundry.training.registry;

import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.checkpoint.FileParser;
import org.flowfoundry.training.checkpoint.SealedFolder;
import org.flowfoundry.training.checkpoint.StrictJson;

/** One version of a model: a folder of files that never change. */
public final class ModelVersion {

    /** The file of the model's card. */
    public static final String CARD = "card.json";

    private final ModelName name;
    private final int number;
    private final SealedFolder files;

    private ModelVersion(ModelName name, int number, SealedFolder files) {
        this.name = name;
        this.number = number;
        this.files = files;
    }

    /** Opens a version by its folder, {@code .../name/v3}, on the driver or on an executor; reads its manifest only. */
    public static ModelVersion open(FileSystem fileSystem, Path folder) {
        int number = NumberedFolders.number(folder.getName());
        if (number == 0 || folder.getParent() == null) {
            throw TrainingErrors.noModelFolder(folder.toString());
        }
        ModelName name = ModelName.of(folder.getParent().getName());
        return new ModelVersion(name, number, SealedFolder.open(fileSystem, folder, name.title()));
    }

    /** The model's name. */
    public String name() {
        return name.text();
    }

    /** As in {@code v3}. */
    public String version() {
        return NumberedFolders.name(number);
    }

    /** As in {@code name:v3}, what {@link ModelRegistry#resolve} takes. */
    public String id() {
        return name() + ":" + version();
    }

    public Path folder() {
        return files.path();
    }

    public ModelCard card() {
        return read(CARD, StrictJson.parser(ModelCard.class));
    }

    public List<String> fileNames() {
        return files.names();
    }

    /**
     * Reads a file.
     *
     * @throws org.flowfoundry.training.DamagedException where it is not the one that was registered
     */
    public <T> T read(String file, FileParser<T> parser) {
        return files.read(file, parser);
    }

    /** Makes sure that all files are those that were registered. */
    public void verify() {
        files.verify();
    }
}
