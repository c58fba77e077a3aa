package org.flowfoundry.training.graph;

/** A row of a shard: a {@link Piece}. A bean, not a record: see {@link FlowPoint}. */
public final class PieceRow {

    private int shard;
    private int network;
    private long place;
    private int flows;
    private float[] values;
    private int[] source;
    private int[] destination;
    private int[] slot;
    private long[] start;

    /** For Spark. */
    public PieceRow() {}

    /**
     * @param shard the piece goes to
     * @param place by which the pieces of a shard are sorted
     */
    PieceRow(int shard, long place, Piece piece) {
        this.shard = shard;
        this.network = piece.domain();
        this.place = place;
        this.flows = piece.flows();
        this.values = piece.values();
        this.source = piece.source();
        this.destination = piece.destination();
        this.slot = piece.slot();
        this.start = piece.start();
    }

    public int getShard() {
        return shard;
    }

    public void setShard(int shard) {
        this.shard = shard;
    }

    /** Index of the domain. */
    public int getNetwork() {
        return network;
    }

    public void setNetwork(int network) {
        this.network = network;
    }

    public long getPlace() {
        return place;
    }

    public void setPlace(long place) {
        this.place = place;
    }

    public int getFlows() {
        return flows;
    }

    public void setFlows(int flows) {
        this.flows = flows;
    }

    public float[] getValues() {
        return values;
    }

    public void setValues(float[] values) {
        this.values = values;
    }

    public int[] getSource() {
        return source;
    }

    public void setSource(int[] source) {
        this.source = source;
    }

    public int[] getDestination() {
        return destination;
    }

    public void setDestination(int[] destination) {
        this.destination = destination;
    }

    public int[] getSlot() {
        return slot;
    }

    public void setSlot(int[] slot) {
        this.slot = slot;
    }

    public long[] getStart() {
        return start;
    }

    public void setStart(long[] start) {
        this.start = start;
    }
}
