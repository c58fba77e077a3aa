package org.flowfoundry.training.sequence;

/**
 * A row of a shard, with the arrays of one row of a {@link SequenceBatch}. A bean, not a record: Spark 4.0 moves the primitive
 * arrays of beans without boxing, and knows no records.
 */
public final class ShardRow {

    private int shard;
    private long place;
    private int tokens;
    private int windows;
    private float[] values;
    private int[] elapsed;
    private long[] times;
    private int[] segments;
    private boolean[] starts;
    private float[] weights;
    private int[] hosts;

    /** For Spark. */
    public ShardRow() {}

    /**
     * @param shard the row goes to
     * @param place by which the rows of a shard are sorted
     * @param tokens that are not padding
     * @param windows that are predicted here
     * @param batch of one row
     */
    ShardRow(int shard, long place, int tokens, int windows, SequenceBatch batch) {
        this.shard = shard;
        this.place = place;
        this.tokens = tokens;
        this.windows = windows;
        this.values = batch.values();
        this.elapsed = batch.elapsed();
        this.times = batch.times();
        this.segments = batch.segments();
        this.starts = batch.starts();
        this.weights = batch.weights();
        this.hosts = batch.hosts();
    }

    public int getShard() {
        return shard;
    }

    public void setShard(int shard) {
        this.shard = shard;
    }

    public long getPlace() {
        return place;
    }

    public void setPlace(long place) {
        this.place = place;
    }

    public int getTokens() {
        return tokens;
    }

    public void setTokens(int tokens) {
        this.tokens = tokens;
    }

    public int getWindows() {
        return windows;
    }

    public void setWindows(int windows) {
        this.windows = windows;
    }

    public float[] getValues() {
        return values;
    }

    public void setValues(float[] values) {
        this.values = values;
    }

    public int[] getElapsed() {
        return elapsed;
    }

    public void setElapsed(int[] elapsed) {
        this.elapsed = elapsed;
    }

    public long[] getTimes() {
        return times;
    }

    public void setTimes(long[] times) {
        this.times = times;
    }

    public int[] getSegments() {
        return segments;
    }

    public void setSegments(int[] segments) {
        this.segments = segments;
    }

    public boolean[] getStarts() {
        return starts;
    }

    public void setStarts(boolean[] starts) {
        this.starts = starts;
    }

    public float[] getWeights() {
        return weights;
    }

    public void setWeights(float[] weights) {
        this.weights = weights;
    }

    public int[] getHosts() {
        return hosts;
    }

    public void setHosts(int[] hosts) {
        this.hosts = hosts;
    }
}
