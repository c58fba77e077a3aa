package org.flowfoundry.training.score;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.flowfoundry.training.engine.TaskEngine;
import org.flowfoundry.training.model.SequencePredictor;

/**
 * The models that this executor has at work: one instance of each, whatever the number of tasks. A model that no task uses
 * any more stays until another one is wanted.
 */
final class Predictors {

    private static final Map<Long, Entry> OPEN = new HashMap<>();

    private Predictors() {}

    private static final class Entry {
        private final SequencePredictor predictor;
        private int users;

        private Entry(SequencePredictor predictor) {
            this.predictor = predictor;
        }
    }

    /** The executor's instance of a model; to be given back by {@link #giveBack}. */
    static synchronized SequencePredictor take(Broadcast<LoadedModel> model) {
        Entry entry = OPEN.get(model.id());
        if (entry == null) {
            closeUnused();
            LoadedModel loaded = model.value();
            entry = new Entry(SequencePredictor.open(
                    loaded.config(), loaded.encoder(), loaded.parameters(), TaskEngine.of(TaskContext.get())));
            OPEN.put(model.id(), entry);
        }
        entry.users++;
        return entry.predictor;
    }

    /** Says that a task no longer uses its instance. */
    static synchronized void giveBack(Broadcast<LoadedModel> model) {
        OPEN.get(model.id()).users--;
    }

    private static void closeUnused() {
        OPEN.values().removeIf(entry -> {
            if (entry.users == 0) {
                entry.predictor.close();
            }
            return entry.users == 0;
        });
    }
}
