package org.flowfoundry.etl.simulate.traffic;

/** Ranks 0 to n-1 whose chance falls as (rank + 1) to the power of -exponent (Zipf): a few are met all the time. */
final class ZipfRanks {

    private final double[] cumulative;

    ZipfRanks(int ranks, double exponent) {
        this.cumulative = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += StrictMath.pow(rank + 1, -exponent);
            cumulative[rank] = sum;
        }
    }

    int pick(RandomStream random) {
        double wanted = random.uniform() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
