package org.flowfoundry.training.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.training.DamagedException;
import org.flowfoundry.training.TrainingErrors;
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
    private final String model;
    private final String title;

    Promotions(FileSystem fileSystem, Path model, ModelName name) {
        this.fileSystem = fileSystem;
        this.entries = new NumberedFolders(fileSystem, new Path(model, FOLDER));
        this.model = name.text();
        this.title = "promotion of " + name.text();
    }

    /**
     * What the log says as far as it can be read.
     *
     * @param entries those that are whole, the first one first
     * @param standing the versions that were promoted and not taken back, the one that counts first; without those before a
     *     damaged entry, which may have been taken back by it
     * @param damaged what is wrong with those that are not whole
     */
    record Log(List<Promotion> entries, Deque<String> standing, List<String> damaged) {}

    Log read() {
        Log log = new Log(new ArrayList<>(), new ArrayDeque<>(), new ArrayList<>());
        for (int number : entries.numbers()) {
            try {
                Promotion promotion = SealedFolder.open(fileSystem, entries.path(number), title)
                        .read(FILE, StrictJson.parser(Promotion.class));
                log.entries.add(promotion);
                apply(promotion, log.standing);
            } catch (DamagedException e) {
                log.damaged.add(e.finding());
                log.standing.clear();
            }
        }
        return log;
    }

    /** An entry says which version counts after it, whatever came before. */
    private static void apply(Promotion promotion, Deque<String> standing) {
        if (promotion.action() == Promotion.Action.ROLLBACK) {
            standing.poll();
            if (promotion.version().equals(standing.peek())) {
                return;
            }
        }
        standing.push(promotion.version());
    }

    /**
     * The version that counts; null where none was ever promoted.
     *
     * @throws DamagedException where the last entry is damaged
     */
    String promoted() {
        Log log = read();
        if (log.standing.isEmpty() && !log.damaged.isEmpty()) {
            throw TrainingErrors.damagedPromotions(model, log.damaged.get(log.damaged.size() - 1));
        }
        return log.standing.peek();
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
