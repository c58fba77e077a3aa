package org.flowfoundry.training.data;

/**
 * One worker's endless, seeded stream of mini-batches. The same seed, worker and number of workers give the same stream.
 *
 * @param <B> a mini-batch
 */
public interface Batches<B> extends AutoCloseable {

    /** The next batch; begins another epoch, differently shuffled, at the end of one. */
    B next();

    /** Where the stream is: what {@link #seek} takes to go on with the batch after the last one given. */
    Position position();

    /** Goes to a position of this stream; what {@link #next} then gives is what it would have given. */
    void seek(Position position);

    @Override
    void close();

    /** @param batch batches given in this epoch */
    record Position(long epoch, long batch) {}
}
