package org.flowfoundry.training.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.training.checkpoint.FolderDraft;
import org.flowfoundry.training.checkpoint.SealedFolder;
import org.flowfoundry.training.checkpoint.StrictJson;

/**
 * A model's promotions, one after the other: a log to which entries are only added, so that no reader ever meets an alias
 * half written, and the history stays.
 */
final class Promotions {

    private static final String FOLDER = "promotions";
    private static final String FILE = "promotion.json";

    private final FileSystem fileSystem;
    private final NumberedFolders entries;
    private final String title;

    Promotions(FileSystem fileSystem, Path model, ModelName name) {
        this.fileSystem = fileSystem;
        this.entries = new NumberedFolders(fileSystem, new Path(model, FOLDER));
        this.title = "promotion of " + name.text();
    }

    /** All of them, the first one first. */
    List<Promotion> history() {
        List<Promotion> history = new ArrayList<>();
        for (int number : entries.numbers()) {
            history.add(SealedFolder.open(fileSystem, entries.path(number), title)
                    .read(FILE, StrictJson.parser(Promotion.class)));
        }
        return history;
    }

    /** The versions that were promoted and not taken back, the one that counts first. */
    Deque<String> standing() {
        Deque<String> standing = new ArrayDeque<>();
        for (Promotion promotion : history()) {
            if (promotion.action() == Promotion.Action.PROMOTE) {
                standing.push(promotion.version());
            } else if (standing.size() > 1) {
                standing.pop();
            }
        }
        return standing;
    }

    void add(String version, Promotion.Action action) {
        Promotion promotion = new Promotion(
                version, action, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        FolderDraft draft = new FolderDraft(fileSystem, entries.newDraft());
        try {
            draft.write(FILE, out -> StrictJson.write(out, promotion));
            draft.seal(title, List.of(FILE));
            entries.add(draft.path());
        } finally {
            entries.deleteAbandoned(draft.path());
        }
    }
}
