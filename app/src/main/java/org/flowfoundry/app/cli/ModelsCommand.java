package org.flowfoundry.app.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.app.models.ModelPrinter;
import org.flowfoundry.core.error.NearMatches;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.evaluation.gate.GateRule;
import org.flowfoundry.evaluation.task.Task;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@picocli.CommandLine.Command(
        name = "models",
        description = "Lists the models of a lake, shows a model's card, and says which version is used by default.",
        footer = {
            "",
            "MODEL is NAME (the promoted version, or the latest where none is), NAME:v3, NAME:promoted or NAME:latest.",
            "promote makes a version the default; rollback NAME goes back to the one promoted before it.",
            "promote NAME:v4 --if-better TASK does so only where table evaluations shows that it is no worse than the",
            "promoted version (with none, than the strongest control); otherwise it says why not, and exits with 1."
        })
final class ModelsCommand implements Command {

    @Mixin
    CommonOptions common;

    @Mixin
    LakeOption lake;

    @Parameters(index = "0", paramLabel = "ACTION", description = "list, show, promote or rollback.")
    String action;

    @Parameters(index = "1", arity = "0..1", paramLabel = "MODEL", description = "Which model; not for list.")
    String model;

    @Option(
            names = "--if-better",
            paramLabel = "TASK",
            description = "promote: only if the 95 %% interval of the difference in macro-F1 excludes a loss.")
    String task;

    @Option(
            names = "--margin",
            paramLabel = "M",
            description = "With --if-better: a loss of up to M is accepted. Default: 0.")
    Double margin;

    private enum Action {
        LIST,
        SHOW,
        PROMOTE,
        ROLLBACK
    }

    @Override
    public Outcome run(CommandContext context) {
        Action what = parsedAction();
        if (what == Action.LIST && model != null) {
            throw new UsageException(
                    "'models list' lists all models. Leave '" + model + "' out, or use 'models show'.");
        }
        if (what != Action.LIST && model == null) {
            throw new UsageException("'models " + action + "' needs a model, such as 'models " + action + " campus"
                    + (what == Action.ROLLBACK ? "'." : ":v3'."));
        }
        GateRule gate = gate(what);
        Lake opened = Lake.open(context.spark(), lake.uri);
        if (gate != null) {
            return new GatedPromotion(opened, gate).run(model, context.out());
        }
        ModelRegistry registry = new ModelRegistry(opened);
        ModelPrinter printer = new ModelPrinter(context.out());
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("action", what.name().toLowerCase(Locale.ROOT));
        if (what == Action.LIST) {
            List<ModelRegistry.Model> models = registry.list();
            printer.list(models);
            summary.put("models", models);
            return Outcome.ok(summary);
        }
        ModelVersion version =
                switch (what) {
                    case PROMOTE -> registry.promote(model);
                    case ROLLBACK -> registry.rollback(model);
                    default -> registry.resolve(model);
                };
        summary.put("model", version.name());
        summary.put("version", version.version());
        if (what == Action.SHOW) {
            printer.show(version, registry.history(version.name()));
            summary.put("card", version.card());
        }
        return Outcome.ok(summary);
    }

    /** What a version must show to be promoted; null where it need not show anything. */
    private GateRule gate(Action what) {
        if (task != null && what != Action.PROMOTE) {
            throw new UsageException("--if-better goes with 'models promote' only. Leave it out.");
        }
        if (margin != null && task == null) {
            throw new UsageException(
                    "--margin goes with --if-better only. Give a task by --if-better, or leave it out.");
        }
        return task == null ? null : new GateRule(Task.named(task), margin == null ? 0 : margin);
    }

    private Action parsedAction() {
        List<String> known = Arrays.stream(Action.values())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(action)) {
            List<String> near = NearMatches.of(action, known);
            throw new UsageException("Unknown action '" + action + "'."
                    + (near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?") + " Known: "
                    + String.join(", ", known) + ".");
        }
        return Action.valueOf(action.toUpperCase(Locale.ROOT));
    }
}
