package org.flowfoundry.generation.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The baseline: for each class a Markov chain whose states are the steps of its training series, all channels together. */
final class MarkovSeries {

    private static final List<Double> START = List.of();

    /** What came after each state, as often as it did; after the last step, nothing. */
    private final Map<String, Map<List<Double>, List<double[]>>> next = new HashMap<>();

    /** @param stateChannels of the first so many channels states are made; the others go along */
    MarkovSeries(List<TrafficSeries> training, int stateChannels) {
        for (TrafficSeries series : training) {
            Map<List<Double>, List<double[]>> chain = next.computeIfAbsent(series.label(), label -> new HashMap<>());
            List<Double> state = START;
            for (int step = 0; step < series.length(); step++) {
                double[] values = new double[series.values().length];
                for (int channel = 0; channel < values.length; channel++) {
                    values[channel] = series.values()[channel][step];
                }
                chain.computeIfAbsent(state, any -> new ArrayList<>()).add(values);
                state = Arrays.stream(values, 0, stateChannels).boxed().toList();
            }
            chain.computeIfAbsent(state, any -> new ArrayList<>()).add(null);
        }
        this.stateChannels = stateChannels;
    }

    private final int stateChannels;

    /** One of a class, no longer than the longest there are. */
    TrafficSeries draw(String label, int steps, SplittableRandom random) {
        Map<List<Double>, List<double[]>> chain = next.get(label);
        List<double[]> drawn = new ArrayList<>();
        List<Double> state = START;
        while (drawn.size() < steps) {
            List<double[]> choices = chain.get(state);
            double[] values = choices.get(random.nextInt(choices.size()));
            if (values == null) {
                break;
            }
            drawn.add(values);
            state = Arrays.stream(values, 0, stateChannels).boxed().toList();
        }
        double[][] series = new double[drawn.get(0).length][drawn.size()];
        for (int step = 0; step < drawn.size(); step++) {
            for (int channel = 0; channel < series.length; channel++) {
                series[channel][step] = drawn.get(step)[channel];
            }
        }
        return new TrafficSeries(label, series);
    }
}
