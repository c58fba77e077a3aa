package org.flowfoundry.evaluation.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.evaluation.gate.EvaluatedRows.Cell;
import org.flowfoundry.evaluation.gate.EvaluatedRows.Day;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.method.Methods;
import org.flowfoundry.evaluation.metric.Difference;
import org.flowfoundry.evaluation.report.EvaluationsTable;

/**
 * Compares a version of a model with the promoted one, or where none is with the strongest control, by the paired differences
 * of macro-F1 that {@code evaluate} wrote on the latest day that has both. Draws of labels are resampled within their network,
 * each with all of its numbers of labels, of which the larger hold the smaller.
 */
public final class PromotionGate {

    /** How a model decides, best first: as it is used by default, then its heads alone. */
    private static final List<String> WAYS = List.of("+all+prior", "+trees+prior", "");

    private final Lake lake;
    private final GateRule rule;

    public PromotionGate(Lake lake, GateRule rule) {
        this.lake = lake;
        this.rule = rule;
    }

    /** A method and what it may be compared with. */
    private record Match(String method, List<String> others) {}

    /**
     * Decides; promotes nothing.
     *
     * @param candidate the version, NAME:vN
     * @param promoted the version that is promoted now; null where none is
     * @throws org.flowfoundry.core.error.UserException where the two were not evaluated together, saying what to run
     */
    public Decision decide(String candidate, String promoted) {
        List<Match> matches = matches(candidate, promoted);
        Set<String> methods = new HashSet<>();
        matches.forEach(match -> methods.add(match.method));
        matches.forEach(match -> methods.addAll(match.others));
        if (lake.exists(EvaluationsTable.TABLE)) {
            EvaluatedRows rows = new EvaluatedRows(lake, rule.task(), methods);
            for (Day day : rows.days()) {
                for (Match match : matches) {
                    if (match.others.stream().anyMatch(other -> day.has(match.method, other))) {
                        return decision(day, match, rows.scores(day));
                    }
                }
            }
        }
        throw EvaluationErrors.notEvaluatedTogether(
                lake.uri(),
                rule.task().name(),
                candidate,
                promoted == null ? "a control" : promoted,
                promoted == null ? List.of(candidate) : List.of(candidate, promoted));
    }

    private static List<Match> matches(String candidate, String promoted) {
        List<String> controls = Methods.baselines().stream()
                .filter(method -> method.role() == Role.CONTROL)
                .map(FewShotMethod::name)
                .toList();
        return WAYS.stream()
                .map(way -> new Match(candidate + way, promoted == null ? controls : List.of(promoted + way)))
                .toList();
    }

    /** In each network with the one of the others that has the best mean there. */
    private Decision decision(Day day, Match match, Map<String, Map<Cell, Double>> scores) {
        Map<Cell, Double> ours = scores.get(match.method);
        Map<String, Map<String, List<Double>>> byDraw = new TreeMap<>();
        Set<String> others = new TreeSet<>();
        int pairs = 0;
        for (Map.Entry<String, Set<Cell>> network : networks(ours.keySet()).entrySet()) {
            String other = match.others.stream()
                    .filter(name -> !common(scores, name, network.getValue()).isEmpty())
                    .max(Comparator.comparingDouble(
                            name -> mean(scores.get(name), common(scores, name, network.getValue()))))
                    .orElse(null);
            for (Cell cell : common(scores, other, network.getValue())) {
                others.add(other);
                byDraw.computeIfAbsent(cell.domain(), domain -> new TreeMap<>())
                        .computeIfAbsent(cell.seed() + " " + cell.draw(), draw -> new ArrayList<>())
                        .add(ours.get(cell) - scores.get(other).get(cell));
                pairs++;
            }
        }
        return new Decision(
                match.method,
                String.join(", ", others),
                day.date(),
                List.copyOf(byDraw.keySet()),
                pairs,
                Difference.ofGroups(
                        byDraw.values().stream().map(PromotionGate::means).toList()),
                rule.margin());
    }

    private static Map<String, Set<Cell>> networks(Set<Cell> cells) {
        return cells.stream().collect(Collectors.groupingBy(Cell::domain, TreeMap::new, Collectors.toSet()));
    }

    /** Cells that a method has scores of, too. */
    private static Set<Cell> common(Map<String, Map<Cell, Double>> scores, String method, Set<Cell> cells) {
        Set<Cell> common = new HashSet<>(cells);
        common.retainAll(scores.getOrDefault(method, Map.of()).keySet());
        return common;
    }

    private static double mean(Map<Cell, Double> scores, Set<Cell> cells) {
        return scores.entrySet().stream()
                .filter(one -> cells.contains(one.getKey()))
                .collect(Collectors.averagingDouble(Map.Entry::getValue));
    }

    /** One number per draw. */
    private static double[] means(Map<String, List<Double>> draws) {
        return draws.values().stream()
                .mapToDouble(values -> values.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow())
                .toArray();
    }
}
