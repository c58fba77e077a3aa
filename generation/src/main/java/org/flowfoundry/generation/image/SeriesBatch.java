package org.flowfoundry.generation.image;

/**
 * Series to be learned.
 *
 * @param places (rows, channels * steps) from -1 to 1; 0 where a series has no step
 * @param spreads (rows, channels * steps) how far to either side a place may lie and mean the same
 * @param classes (rows)
 * @param lengths (rows) how many steps there are
 */
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record SeriesBatch(float[][] places, float[][] spreads, int[] classes, int[] lengths) {

    int rows() {
        return places.length;
    }
}
