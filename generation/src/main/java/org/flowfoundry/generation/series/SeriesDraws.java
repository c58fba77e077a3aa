package org.flowfoundry.generation.series;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.flowfoundry.generation.image.DiffusionModel.Wanted;

/**
 * What each row of a generation is to be: its number and the seed decide, whatever partition it is made in.
 *
 * @param classes numbers of those that are asked for
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record SeriesDraws(SeriesDescription description, int[] classes, long seed) implements Serializable {

    /** @param labels empty = all; those that are not of the model's classes are left out */
    static SeriesDraws of(SeriesDescription description, List<String> labels, long seed) {
        List<String> known = description.labels();
        int[] classes = IntStream.range(0, known.size())
                .filter(i -> labels.isEmpty() || labels.contains(known.get(i)))
                .toArray();
        return new SeriesDraws(description, classes, seed);
    }

    private SplittableRandom random(long number) {
        return new SplittableRandom(new SplittableRandom(seed ^ number * 0x9E3779B97F4A7C15L).nextLong());
    }

    /** The seed of a row's noise. */
    long noise(long number) {
        return random(number).split().nextLong();
    }

    Wanted wanted(long first, int rows) {
        int[] drawn = new int[rows];
        int[] lengths = new int[rows];
        for (int i = 0; i < rows; i++) {
            SplittableRandom random = random(first + i);
            drawn[i] = drawClass(random);
            lengths[i] = description.classes().get(drawn[i]).drawLength(random);
        }
        return new Wanted(drawn, lengths);
    }

    /** As often as the classes have series. */
    private int drawClass(SplittableRandom random) {
        long all = 0;
        for (int one : classes) {
            all += description.classes().get(one).series();
        }
        long left = random.nextLong(all);
        int next = 0;
        while (left >= description.classes().get(classes[next]).series()) {
            left -= description.classes().get(classes[next++]).series();
        }
        return classes[next];
    }
}
