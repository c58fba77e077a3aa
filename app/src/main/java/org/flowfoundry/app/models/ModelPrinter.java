package org.flowfoundry.app.models;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.training.registry.ModelCard;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelRegistry.Model;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.Promotion;

/** Prints models for a person. */
public final class ModelPrinter {

    private static final int LABEL_WIDTH = 12;

    private final PrintStream out;

    public ModelPrinter(PrintStream out) {
        this.out = out;
    }

    /** A line per model, and one more where it is damaged. */
    public void list(List<Model> models) {
        if (models.isEmpty()) {
            out.println("No models yet: make one with flowfoundry pretrain.");
            return;
        }
        int width =
                models.stream().mapToInt(model -> model.name().length()).max().orElse(0);
        for (Model model : models) {
            String latest = model.versions().get(model.versions().size() - 1);
            out.printf(
                    Locale.ROOT,
                    "%-" + width + "s  %s%s%d version%s, latest %s%n",
                    model.name(),
                    model.damage() == null ? "" : "damaged, ",
                    model.promoted() == null ? "" : "promoted " + model.promoted() + ", ",
                    model.versions().size(),
                    model.versions().size() == 1 ? "" : "s",
                    latest);
            if (model.damage() != null) {
                out.println("    " + model.damage());
            }
        }
    }

    /** A model's card, and what has been promoted when. */
    public void show(ModelVersion version, ModelRegistry.History history) {
        ModelCard card = version.card();
        field("model", version.id());
        field("kind", String.format(Locale.ROOT, "%s, %,d parameters", card.kind(), card.parameters()));
        field("task", card.task() == null ? "none: not adapted to a task" : card.task());
        field("created", card.created());
        field("made from", card.parent() == null ? "scratch" : card.parent());
        data(card.data());
        entries("split", card.split());
        field("seed", Long.toString(card.seed()));
        entries("training", card.training());
        metrics(card.metrics());
        items("limits", card.limits());
        items(
                "promotions",
                history.promotions().stream().map(ModelPrinter::line).toList());
        items("damaged", history.damaged());
        field("folder", version.folder().toString());
        field("files", String.join(", ", version.fileNames()));
    }

    private void data(ModelCard.TrainingData data) {
        field(
                "data",
                String.format(
                        Locale.ROOT,
                        "%s of %s, %s to %s: %,d %s",
                        data.table(),
                        String.join(", ", data.domains()),
                        data.from(),
                        data.to(),
                        data.windows(),
                        data.windowSeconds() == 0 ? "flows" : "windows of " + data.windowSeconds() + " s"));
        field("", "data version " + data.version());
    }

    private void metrics(Map<String, Double> metrics) {
        items(
                "metrics",
                metrics.entrySet().stream()
                        .map(metric -> metric.getKey() + " "
                                + (metric.getValue() == null
                                        ? "could not be measured"
                                        : String.format(Locale.ROOT, "%.6g", metric.getValue())))
                        .toList());
    }

    private void entries(String label, Map<String, String> entries) {
        items(
                label,
                entries.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    private void items(String label, List<String> items) {
        String first = label;
        for (String item : items) {
            field(first, item);
            first = "";
        }
    }

    private void field(String label, String value) {
        out.printf(Locale.ROOT, "%-" + LABEL_WIDTH + "s%s%n", label, value);
    }

    private static String line(Promotion promotion) {
        String what = promotion.action() == Promotion.Action.PROMOTE ? "promoted" : "rolled back to";
        return promotion.at() + " " + what + " " + promotion.version();
    }
}
