package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flowfoundry.generation.diffusion.MaskedSampler;
import org.flowfoundry.generation.diffusion.Slots;
import org.flowfoundry.generation.token.FieldTokens;
import org.flowfoundry.generation.token.NameTokens;
import org.flowfoundry.generation.token.NumberTokens;
import org.flowfoundry.generation.token.RecordCodec;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordField.Kind;
import org.flowfoundry.training.record.RecordTable;

/**
 * Series as records, and so as rows of tokens: class, length, then the numbers of each step. Steps behind the end have the token
 * of none; steps before it never do, as decoding knows no such number.
 *
 * @param codec its fields are {@code class}, {@code steps}, and for step s and channel c number 2 + s * channels + c
 * @param channels numbers of a step
 * @param steps most steps of a series
 */
record StepTokens(RecordCodec codec, int channels, int steps) implements Serializable {

    private static final int CLASS = 0;
    private static final String CLASS_NAME = "class";
    private static final int LENGTH = 1;
    private static final int FIRST_STEP = 2;

    /** The most digits after the point that are kept: those of nanoseconds in microseconds. */
    private static final int MOST_DECIMALS = 3;

    StepTokens {
        if (codec == null || codec.fields().size() != FIRST_STEP + channels * steps) {
            throw new IllegalArgumentException("series of " + channels + " channels and " + steps
                    + " steps need a class, a length, and as many fields");
        }
    }

    /**
     * Fits tokens.
     *
     * @param labels of all classes
     * @param channels names of a step's numbers
     * @param sample of the series that may be learned from
     */
    static StepTokens fit(List<String> labels, List<String> channels, int steps, List<TrafficSeries> sample) {
        List<FieldTokens> fields = new ArrayList<>();
        fields.add(new NameTokens(new RecordField(CLASS_NAME, Kind.NAME, 0), labels, false));
        List<String> lengths =
                IntStream.rangeClosed(1, steps).mapToObj(Integer::toString).toList();
        fields.add(new NameTokens(new RecordField("steps", Kind.NAME, 0), lengths, false));
        for (int step = 0; step < steps; step++) {
            for (int channel = 0; channel < channels.size(); channel++) {
                fields.add(tokens(channels.get(channel) + "." + step, there(sample, step, channel)));
            }
        }
        return new StepTokens(new RecordCodec(fields, List.of()), channels.size(), steps);
    }

    private static double[] there(List<TrafficSeries> sample, int step, int channel) {
        double[] values = sample.stream()
                .filter(one -> one.length() > step)
                .mapToDouble(one -> one.values()[channel][step])
                .toArray();
        // Of a sample, the longest series may be missing.
        return values.length == 0 ? new double[] {0} : values;
    }

    private static NumberTokens tokens(String name, double[] values) {
        int decimals = 0;
        while (decimals < MOST_DECIMALS && !allHave(decimals, values)) {
            decimals++;
        }
        return NumberTokens.fit(new RecordField(name, Kind.NUMBER, decimals), values);
    }

    private static boolean allHave(int decimals, double[] values) {
        double scale = Math.pow(10, decimals);
        return Arrays.stream(values).allMatch(value -> Math.abs(Math.rint(value * scale) / scale - value) < 1e-9);
    }

    Slots slots() {
        return codec.slots(CLASS_NAME);
    }

    /** Series as tokens: (series, slots). */
    int[][] encode(List<TrafficSeries> series) {
        List<Object> columns = new ArrayList<>();
        columns.add(series.stream().map(TrafficSeries::label).toArray(String[]::new));
        columns.add(series.stream().map(one -> Integer.toString(one.length())).toArray(String[]::new));
        for (int field = 0; field < channels * steps; field++) {
            int step = field / channels;
            int channel = field % channels;
            columns.add(series.stream()
                    .mapToDouble(one -> step < one.length() ? one.values()[channel][step] : Double.NaN)
                    .toArray());
        }
        return codec.encode(new RecordTable(codec.recordFields(), columns, series.size()));
    }

    /**
     * What is known of series before they are made: class, length, and that there is nothing behind the end.
     *
     * @param classes (rows) numbers of labels
     * @param lengths (rows) of steps
     * @return (rows, slots) with {@link MaskedSampler#OPEN} where something is to be drawn
     */
    int[][] given(int[] classes, int[] lengths) {
        int[][] given = new int[classes.length][codec.slotSizes().length];
        for (int row = 0; row < given.length; row++) {
            // Token 0 is none, of names and of numbers.
            given[row][CLASS] = 1 + classes[row];
            given[row][LENGTH] = lengths[row];
            Arrays.fill(given[row], FIRST_STEP, endOf(lengths[row]), MaskedSampler.OPEN);
        }
        return given;
    }

    /** The first slot behind so many steps. */
    private int endOf(int length) {
        return codec.fields().stream()
                .limit(FIRST_STEP + (long) channels * length)
                .mapToInt(field -> field.slots().length)
                .sum();
    }

    /** The series of tokens, of the classes and lengths in them. */
    List<TrafficSeries> decode(int[][] tokens, SplittableRandom random) {
        RecordTable records = codec.decode(tokens, random);
        List<TrafficSeries> series = new ArrayList<>(tokens.length);
        for (int row = 0; row < tokens.length; row++) {
            double[][] values = new double[channels][Integer.parseInt(records.names(LENGTH)[row])];
            for (int channel = 0; channel < channels; channel++) {
                for (int step = 0; step < values[channel].length; step++) {
                    values[channel][step] = records.numbers(FIRST_STEP + step * channels + channel)[row];
                }
            }
            series.add(new TrafficSeries(records.names(CLASS)[row], values));
        }
        return series;
    }
}
