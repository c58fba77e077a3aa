package org.flowfoundry.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Batches of rows in an order that differs from epoch to epoch. Holds one shuffle buffer in memory, whatever the number of
 * rows, and seeks in the time it takes to fill it.
 *
 * <p>All batches have the same number of rows. What is left of an epoch when it is not enough for another batch is left
 * out, other rows each time; fewer rows than one batch are one smaller batch.
 *
 * @param <R> a row
 * @param <B> a batch
 */
public final class ShuffledBatches<R, B> implements Batches<B> {

    private final Rows<R> rows;
    private final int batchRows;
    private final int bufferRows;
    private final long seed;
    private final Function<List<R>, B> join;
    private final long batchesPerEpoch;

    private long epoch;
    private long batch;
    private EpochPlan plan;
    private int buffer = -1;
    private List<R> buffered;
    private int[] order;

    /**
     * @param rows closed with this
     * @param batchRows rows per batch
     * @param bufferRows least number of rows that are shuffled together; memory is that of these and one group
     * @param join makes a batch of its rows
     */
    public ShuffledBatches(Rows<R> rows, int batchRows, int bufferRows, long seed, Function<List<R>, B> join) {
        long total = 0;
        for (int i = 0; i < rows.groups(); i++) {
            total += rows.rows(i);
        }
        if (total == 0 || batchRows < 1) {
            throw new IllegalArgumentException(total + " rows in batches of " + batchRows);
        }
        this.rows = rows;
        this.batchRows = (int) Math.min(batchRows, total);
        this.bufferRows = bufferRows;
        this.seed = seed;
        this.join = join;
        this.batchesPerEpoch = total / this.batchRows;
        this.plan = new EpochPlan(rows, bufferRows, seed, 0);
    }

    /** How many batches an epoch has. */
    public long batchesPerEpoch() {
        return batchesPerEpoch;
    }

    @Override
    public B next() {
        if (batch == batchesPerEpoch) {
            startEpoch(epoch + 1);
        }
        List<R> chosen = new ArrayList<>(batchRows);
        for (int i = 0; i < batchRows; i++) {
            chosen.add(row(batch * batchRows + i));
        }
        batch++;
        return join.apply(chosen);
    }

    @Override
    public Position position() {
        return new Position(epoch, batch);
    }

    @Override
    public void seek(Position position) {
        if (position.epoch() < 0 || position.batch() < 0 || position.batch() > batchesPerEpoch) {
            throw new IllegalArgumentException(position + " in epochs of " + batchesPerEpoch + " batches");
        }
        if (position.epoch() != epoch) {
            startEpoch(position.epoch());
        }
        batch = position.batch();
    }

    @Override
    public void close() {
        rows.close();
    }

    private void startEpoch(long number) {
        epoch = number;
        batch = 0;
        plan = new EpochPlan(rows, bufferRows, seed, number);
        buffer = -1;
    }

    private R row(long number) {
        int wanted = plan.bufferOf(number);
        if (wanted != buffer) {
            fill(wanted);
        }
        return buffered.get(order[(int) (number - plan.firstRow(wanted))]);
    }

    private void fill(int wanted) {
        buffered = null;
        List<R> read = new ArrayList<>();
        for (int group : plan.groups(wanted)) {
            read.addAll(rows.read(group));
        }
        order = plan.rowOrder(wanted);
        buffered = read;
        buffer = wanted;
    }
}
