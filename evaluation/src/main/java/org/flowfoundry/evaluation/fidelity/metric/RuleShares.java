package org.flowfoundry.evaluation.fidelity.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.flowfoundry.training.record.RecordTable;
import org.flowfoundry.training.record.rule.Rule;
import org.flowfoundry.training.record.rule.Rules;

/** How many records break the rules that training records keep. */
final class RuleShares {

    private final List<Rule> rules;

    RuleShares(RecordTable training) {
        this.rules = Rules.find(training);
    }

    List<Measure> of(RecordTable candidate) {
        if (rules.isEmpty()) {
            return List.of();
        }
        boolean[] breaksAny = new boolean[candidate.rows()];
        List<Measure> measures = new ArrayList<>();
        double all = 0;
        for (Rule rule : rules) {
            IntPredicate keeps = rule.in(candidate);
            int broken = 0;
            for (int i = 0; i < breaksAny.length; i++) {
                boolean breaks = !keeps.test(i);
                breaksAny[i] |= breaks;
                broken += breaks ? 1 : 0;
            }
            double share = broken / (double) candidate.rows();
            all += share;
            measures.add(new Measure(Metric.RULE, rule.text(), share));
        }
        int any = 0;
        for (boolean breaks : breaksAny) {
            any += breaks ? 1 : 0;
        }
        measures.add(0, Measure.of(Metric.RULES_MEAN, all / rules.size()));
        measures.add(0, Measure.of(Metric.RULES_BROKEN, any / (double) candidate.rows()));
        return measures;
    }
}
