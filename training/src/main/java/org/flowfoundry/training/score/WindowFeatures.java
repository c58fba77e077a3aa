package org.flowfoundry.training.score;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.training.decision.FeatureGroups;
import org.flowfoundry.training.decision.FeatureGroups.Group;

/** What heads read of a window, as one row of numbers. */
public final class WindowFeatures {

    /** The window's own values. */
    public static final String WINDOW = "window";

    /** How the values differ from the host's before. */
    public static final String CHANGE = "change";

    /** How surprising the model finds each of them. */
    public static final String SURPRISE = "surprise";

    /** The model's hidden state. */
    public static final String HIDDEN = "hidden";

    private WindowFeatures() {}

    /** The groups of a model's rows, all of them. */
    public static FeatureGroups groups(LoadedModel model) {
        int features = model.encoder().features().size();
        return new FeatureGroups(List.of(
                new Group(WINDOW, features),
                new Group(CHANGE, features),
                new Group(SURPRISE, 1 + features),
                new Group(HIDDEN, model.config().width())));
    }

    static float[] of(WindowView view) {
        List<float[]> parts = new ArrayList<>();
        parts.add(view.values());
        parts.add(view.change());
        parts.add(view.surprise());
        parts.add(view.hidden());
        float[] row = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, row, at, part.length);
            at += part.length;
        }
        return row;
    }
}
