package org.flowfoundry.generation.shard;

/** A row of a shard. A bean, not a record: Spark 4.0 moves the primitive arrays of beans without boxing, and knows no records. */
public final class TokenRow {

    private String part;
    private int shard;
    private long place;
    private long lineage;
    private int[] tokens;

    /** For Spark. */
    public TokenRow() {}

    /**
     * A record's tokens.
     *
     * @param part whose shards it goes to
     * @param shard that it goes to
     * @param place by which the rows of a shard are sorted
     * @param lineage tells records apart that have the same place
     */
    public TokenRow(String part, int shard, long place, long lineage, int[] tokens) {
        this.part = part;
        this.shard = shard;
        this.place = place;
        this.lineage = lineage;
        this.tokens = tokens;
    }

    public String getPart() {
        return part;
    }

    public void setPart(String part) {
        this.part = part;
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

    public long getLineage() {
        return lineage;
    }

    public void setLineage(long lineage) {
        this.lineage = lineage;
    }

    public int[] getTokens() {
        return tokens;
    }

    public void setTokens(int[] tokens) {
        this.tokens = tokens;
    }
}
