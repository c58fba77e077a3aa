package org.flowfoundry.app.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.evaluation.gate.Decision;
import org.flowfoundry.evaluation.gate.GateRule;
import org.flowfoundry.evaluation.gate.PromotionGate;
import org.flowfoundry.training.registry.ModelRegistry;
import org.flowfoundry.training.registry.ModelVersion;

/** Promotes a version only where it was evaluated to be no worse than the promoted one. */
final class GatedPromotion {

    private final Lake lake;
    private final ModelRegistry registry;
    private final GateRule rule;

    GatedPromotion(Lake lake, GateRule rule) {
        this.lake = lake;
        this.registry = new ModelRegistry(lake);
        this.rule = rule;
    }

    Outcome run(String reference, PrintStream out) {
        ModelVersion candidate = registry.resolve(reference);
        String promoted = registry.promoted(candidate.name());
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("action", "promote");
        summary.put("model", candidate.name());
        summary.put("version", candidate.version());
        summary.put("task", rule.task().name());
        if (candidate.version().equals(promoted)) {
            summary.put("decision", "promoted already");
            out.println(candidate.id() + " is the promoted version already; to try another, give it: "
                    + candidate.name() + ":latest.");
            return Outcome.ok(summary);
        }
        String other = promoted == null ? null : candidate.name() + ":" + promoted;
        Decision decision = new PromotionGate(lake, rule).decide(candidate.id(), other);
        summary.putAll(decision.summary());
        if (!decision.isPromotion()) {
            return new Outcome(
                    summary, "kept: " + candidate.id() + " is not promoted, since " + decision.words() + ".");
        }
        registry.promote(candidate.id());
        out.println("promoted " + candidate.id() + ": " + decision.words() + ".");
        return Outcome.ok(summary);
    }
}
