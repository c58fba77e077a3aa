package org.flowfoundry.training.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people should know of a model before they use it; cf. Mitchell et al., Model Cards for Model Reporting (2019).
 *
 * @param kind what it is, as in {@code transformer}, {@code gru} or {@code gnn}
 * @param task what it was adapted to; null where to nothing
 * @param created when, UTC in ISO 8601
 * @param parent the model it was made from, as {@code name:v3}; null where from nothing
 * @param data what it learned from
 * @param split which part of the data it learned from, was validated on, and never saw, in words by name
 * @param seed what its random choices began with
 * @param parameters how many numbers it learned
 * @param training settings of its training by name
 * @param metrics results by name; null where one could not be measured
 * @param limits what it is not good for, a sentence each
 */
public record ModelCard(
        String kind,
        String task,
        String created,
        String parent,
        TrainingData data,
        Map<String, String> split,
        long seed,
        long parameters,
        Map<String, String> training,
        Map<String, Double> metrics,
        List<String> limits) {

    public ModelCard {
        if (kind == null || created == null || data == null) {
            throw new IllegalArgumentException("a model card needs kind, created and data");
        }
        split = copy(split);
        training = copy(training);
        Map<String, Double> measured = new LinkedHashMap<>();
        metrics.forEach((name, value) -> measured.put(name, value != null && Double.isFinite(value) ? value : null));
        metrics = Collections.unmodifiableMap(measured);
        limits = List.copyOf(limits);
    }

    /**
     * What a model learned from.
     *
     * @param table its name in the lake
     * @param version tells the table's rows, and what was made of them, from any others
     * @param domains the networks
     * @param from first day, ISO 8601
     * @param to last day (inclusive)
     * @param windowSeconds length of the table's windows; 0 where it has none
     * @param windows how many host windows there were, or flows where the table has no windows
     */
    public record TrainingData(
            String table,
            String version,
            List<String> domains,
            String from,
            String to,
            int windowSeconds,
            long windows) {

        public TrainingData {
            domains = List.copyOf(domains);
        }
    }

    private static Map<String, String> copy(Map<String, String> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
