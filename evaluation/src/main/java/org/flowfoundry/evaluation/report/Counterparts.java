package org.flowfoundry.evaluation.report;

import java.util.List;
import java.util.Set;

/**
 * What a pre-trained model is to be held against so that the difference is that of pre-training: the same members, with a network that
 * was never trained, or that learned from the labels alone.
 */
final class Counterparts {

    private static final String SCRATCH = "scratch";
    private static final String TUNED = "fine-tuned";
    private static final Set<String> ENCODERS = Set.of("scarf", "mae", TUNED);

    private Counterparts() {}

    /** Names of methods, whether they took part or not. */
    static List<String> of(String model) {
        int plus = model.indexOf('+');
        String network = plus < 0 ? model : model.substring(0, plus);
        String way = model.substring(network.length());
        if (ENCODERS.contains(network)) {
            return List.of(SCRATCH + way);
        }
        if (network.equals("self-supervised")) {
            return List.of(network + "-untrained" + way);
        }
        if (network.endsWith("-" + TUNED)) {
            return List.of(network.substring(0, network.length() - TUNED.length()) + SCRATCH + way);
        }
        return List.of(network + "-untrained" + way, network + "-" + SCRATCH + way);
    }
}
