package org.flowfoundry.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.flowfoundry.evaluation.method.Draw;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.method.FewShotMethod.Role;
import org.flowfoundry.evaluation.method.Methods;
import org.flowfoundry.evaluation.metric.Outcome;
import org.flowfoundry.evaluation.protocol.DomainData;
import org.flowfoundry.evaluation.protocol.FlowEmbedding;
import org.flowfoundry.evaluation.protocol.FlowEmbedding.Tuning;
import org.flowfoundry.evaluation.protocol.PreparedDomain;
import org.flowfoundry.training.gnn.FewShots;
import org.flowfoundry.training.graph.KeyedPiece.Key;

/**
 * Networks that are themselves trained on each draw's labels, pre-trained and from scratch: a domain's flows are cut once, then
 * the draws of one number of labels are trained side by side.
 */
final class FineTuning {

    private static final String PRETRAINED = "-fine-tuned";
    private static final String SCRATCH = "-scratch";

    /** Draws that are trained side by side, and whose networks the driver holds. */
    private static final int TOGETHER = 10;

    private final JavaSparkContext spark;
    private final EvaluateOptions options;

    FineTuning(JavaSparkContext spark, EvaluateOptions options) {
        this.spark = spark;
        this.options = options;
    }

    /** The methods that a network gives. */
    static Stream<FewShotMethod> methods(FlowEmbedding network) {
        return isTuned(network)
                ? Stream.concat(
                        Methods.tuned(network.name() + PRETRAINED, Role.MODEL).stream(),
                        Methods.tuned(network.name() + SCRATCH, Role.SCRATCH).stream())
                : Stream.empty();
    }

    /** Whether it is trained on labels; a copy from scratch comes with it. */
    static boolean isTuned(FlowEmbedding network) {
        return network.isTrained() && network.isTunable();
    }

    /** A draw whose networks have decided: (rows that the mix is estimated from, then test rows; classes), by member. */
    private record Decided(int number, Map<String, double[][]> byNetwork) implements Serializable {}

    /** What came out for one network in one domain. */
    List<Outcome> outcomes(FlowEmbedding network, PreparedDomain domain, List<FewShotMethod> asked) {
        List<String> names = methods(network).map(FewShotMethod::name).toList();
        List<FewShotMethod> methods =
                asked.stream().filter(method -> names.contains(method.name())).toList();
        List<Outcome> outcomes = new ArrayList<>();
        Map<Key, Integer> rows = new LinkedHashMap<>();
        Stream.of(domain.candidates(), domain.pool(), domain.test())
                .flatMap(List::stream)
                .forEach(key -> rows.putIfAbsent(key, rows.size()));
        Broadcast<DomainData> data = spark.broadcast(domain.data());
        try (Tuning tuning = network.tuning(domain.flows(), List.copyOf(rows.keySet()))) {
            for (int shots : options.shots()) {
                for (int from = 0; from < options.draws(); from += TOGETHER) {
                    int to = Math.min(options.draws(), from + TOGETHER);
                    List<Decided> decided = decided(network.name(), tuning, domain, rows, shots, from, to);
                    outcomes.addAll(scored(data, decided, methods, shots));
                }
            }
        } finally {
            data.destroy();
        }
        return outcomes;
    }

    private List<Decided> decided(
            String network, Tuning tuning, PreparedDomain domain, Map<Key, Integer> rows, int shots, int from, int to) {
        List<FewShots> draws = new ArrayList<>();
        for (int number = from; number < to; number++) {
            Draw draw = new Draw(domain.data(), number, shots, options.seed());
            draws.add(new FewShots(
                    IntStream.of(draw.chosen())
                            .map(i -> rows.get(domain.candidates().get(i)))
                            .toArray(),
                    draw.labels(),
                    IntStream.concat(
                                    IntStream.of(draw.mixRows())
                                            .map(i -> rows.get(domain.pool().get(i))),
                                    domain.test().stream().mapToInt(rows::get))
                            .toArray(),
                    draw.seed()));
        }
        int classes = domain.data().classes().size();
        List<double[][]> pretrained = tuning.decide(true, draws, classes);
        List<double[][]> scratch = tuning.decide(false, draws, classes);
        return IntStream.range(0, draws.size())
                .mapToObj(i -> new Decided(
                        from + i, Map.of(network + PRETRAINED, pretrained.get(i), network + SCRATCH, scratch.get(i))))
                .toList();
    }

    private List<Outcome> scored(
            Broadcast<DomainData> data, List<Decided> draws, List<FewShotMethod> methods, int shots) {
        long seed = options.seed();
        return spark.parallelize(draws, draws.size())
                .flatMap(decided -> {
                    Draw draw = new Draw(data.value(), decided.number(), shots, seed);
                    decided.byNetwork().forEach((name, rows) -> draw.supply(Methods.tuned(name), rows));
                    return methods.stream()
                            .filter(method -> method.worksWith(draw::has))
                            .map(method -> new Outcome(
                                    data.value().domain(), method.name(), shots, decided.number(), draw.scores(method)))
                            .iterator();
                })
                .collect();
    }
}
