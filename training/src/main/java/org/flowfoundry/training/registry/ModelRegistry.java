package org.flowfoundry.training.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.DamagedException;
import org.flowfoundry.training.TrainingErrors;
import org.flowfoundry.training.checkpoint.FileContent;
import org.flowfoundry.training.checkpoint.FolderDraft;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.registry.ModelReference.Choice;

/**
 * The models of a lake, in its folder {@value #FOLDER}: {@code models/name/v1}, {@code v2}, ... A version never changes; which
 * one is used where a user names none is the promoted one, or the latest where none was promoted.
 */
public final class ModelRegistry {

    /** The folder of models in a lake. */
    public static final String FOLDER = "models";

    private final Lake lake;
    private final FileSystem fileSystem;
    private final Path folder;

    public ModelRegistry(Lake lake) {
        this.lake = lake;
        this.fileSystem = lake.fileSystem();
        this.folder = new Path(lake.uri(), FOLDER);
    }

    /**
     * A model.
     *
     * @param versions the first one first
     * @param promoted null where none is
     * @param damage why the promoted version cannot be told, and how to mend it; null where it can
     */
    public record Model(
            String name,
            List<String> versions,
            String promoted,
            @JsonInclude(JsonInclude.Include.NON_NULL) String damage) {}

    /**
     * What was promoted when.
     *
     * @param promotions the first one first
     * @param damaged what is wrong with entries that cannot be read
     */
    public record History(List<Promotion> promotions, List<String> damaged) {}

    /**
     * Refuses a name that no model can have, before any work is done.
     *
     * @throws org.flowfoundry.core.error.UserException saying what a name may be
     */
    public static void requireName(String name) {
        ModelName.of(name);
    }

    /**
     * Registers the next version of a model. It is there whole, or not at all; others may register at the same time.
     *
     * @param files the files beside the card, written in their order
     */
    public ModelVersion publish(String name, ModelCard card, Map<String, FileContent> files) {
        ModelName model = ModelName.of(name);
        lake.prepare();
        NumberedFolders versions = versions(model);
        FolderDraft draft = new FolderDraft(fileSystem, versions.newDraft());
        try {
            Map<String, FileContent> all = new LinkedHashMap<>(files);
            all.put(ModelVersion.CARD, out -> StrictJson.write(out, card));
            all.forEach(draft::write);
            draft.seal(model.title(), List.copyOf(all.keySet()));
            return ModelVersion.open(fileSystem, versions.path(versions.add(draft.path())));
        } finally {
            versions.deleteAbandoned(draft.path());
        }
    }

    /** All models, by name. */
    public List<Model> list() {
        List<Model> models = new ArrayList<>();
        for (String name : names()) {
            models.add(model(ModelName.of(name)));
        }
        return models;
    }

    /** One model's damage must not hide the others. */
    private Model model(ModelName name) {
        List<String> versions =
                versions(name).numbers().stream().map(NumberedFolders::name).toList();
        try {
            return new Model(name.text(), versions, promotions(name).promoted(), null);
        } catch (DamagedException e) {
            return new Model(name.text(), versions, null, e.getMessage());
        }
    }

    /**
     * The version that a user means.
     *
     * @param reference {@code name}, {@code name:v3}, {@code name:promoted} or {@code name:latest}
     */
    public ModelVersion resolve(String reference) {
        ModelReference parsed = ModelReference.parse(reference);
        ModelName name = parsed.name();
        List<Integer> numbers = numbers(name);
        int number = parsed.number();
        if (parsed.choice() == Choice.DEFAULT || parsed.choice() == Choice.PROMOTED) {
            String promoted = promotions(name).promoted();
            if (promoted == null && parsed.choice() == Choice.PROMOTED) {
                throw TrainingErrors.nonePromoted(name.text());
            }
            number = promoted == null ? 0 : NumberedFolders.number(promoted);
        }
        if (number == 0) {
            number = numbers.get(numbers.size() - 1);
        }
        if (!numbers.contains(number)) {
            throw TrainingErrors.noVersion(
                    name.text(),
                    NumberedFolders.name(number),
                    numbers.stream().map(NumberedFolders::name).toList());
        }
        return ModelVersion.open(fileSystem, versions(name).path(number));
    }

    /**
     * Makes a version the promoted one, once all of its files have been found whole. Where a damaged entry kept the promoted
     * version from being told, it can be told again.
     */
    public ModelVersion promote(String reference) {
        ModelVersion version = resolve(reference);
        version.verify();
        promotions(ModelName.of(version.name())).add(version.version(), Promotion.Action.PROMOTE);
        return version;
    }

    /** Makes the version promoted before the promoted one, which is taken back, the promoted one again. */
    public ModelVersion rollback(String name) {
        ModelName model = ModelName.of(name);
        numbers(model);
        Promotions promotions = promotions(model);
        Promotions.Log log = promotions.read();
        Deque<String> standing = log.standing();
        if (standing.size() < 2 && !log.damaged().isEmpty()) {
            throw TrainingErrors.damagedPromotions(
                    name, log.damaged().get(log.damaged().size() - 1));
        }
        if (standing.size() < 2) {
            throw TrainingErrors.nothingToRollBackTo(name, standing.peek());
        }
        standing.pop();
        ModelVersion before = resolve(name + ":" + standing.peek());
        before.verify();
        promotions.add(before.version(), Promotion.Action.ROLLBACK);
        return before;
    }

    /** The promoted version of a model, such as v3; null where none is. */
    public String promoted(String name) {
        return promotions(ModelName.of(name)).promoted();
    }

    /** The promotions of a model. */
    public History history(String name) {
        Promotions.Log log = promotions(ModelName.of(name)).read();
        return new History(List.copyOf(log.entries()), List.copyOf(log.damaged()));
    }

    /** The numbers of a model that has versions. */
    private List<Integer> numbers(ModelName name) {
        List<Integer> numbers = versions(name).numbers();
        if (numbers.isEmpty()) {
            throw TrainingErrors.noModel(name.text(), lake.uri(), names());
        }
        return numbers;
    }

    private List<String> names() {
        try {
            List<String> names = new ArrayList<>();
            for (FileStatus child : fileSystem.listStatus(folder)) {
                String name = child.getPath().getName();
                if (ModelName.isName(name)
                        && !versions(ModelName.of(name)).numbers().isEmpty()) {
                    names.add(name);
                }
            }
            names.sort(null);
            return names;
        } catch (FileNotFoundException e) {
            lake.requireThere();
            return List.of();
        } catch (IOException e) {
            throw TrainingErrors.notReadable(folder.toString(), e);
        }
    }

    private NumberedFolders versions(ModelName name) {
        return new NumberedFolders(fileSystem, new Path(folder, name.text()));
    }

    private Promotions promotions(ModelName name) {
        return new Promotions(fileSystem, new Path(folder, name.text()), name);
    }
}
