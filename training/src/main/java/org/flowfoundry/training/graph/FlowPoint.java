package org.flowfoundry.training.graph;

/**
 * A flow on its way into a piece. A bean, not a record: Spark 4.0 moves the primitive arrays of beans without boxing, and knows
 * no records.
 */
public final class FlowPoint {

    /** Of a host or a time that is not known. */
    static final long NONE = Long.MIN_VALUE;

    private int domain;
    private long chunk;
    private int part;
    private long order;
    private long start;
    private String file;
    private long record;
    private long source;
    private long destination;
    private float[] values;

    /** Index of the domain. */
    public int getDomain() {
        return domain;
    }

    public void setDomain(int domain) {
        this.domain = domain;
    }

    /** Flows of one chunk are cut together. */
    public long getChunk() {
        return chunk;
    }

    public void setChunk(long chunk) {
        this.chunk = chunk;
    }

    /** Of a chunk that is too busy for one task. */
    public int getPart() {
        return part;
    }

    public void setPart(int part) {
        this.part = part;
    }

    /** By which the flows of a chunk are sorted: time, or place in the file. */
    public long getOrder() {
        return order;
    }

    public void setOrder(long order) {
        this.order = order;
    }

    /** Microseconds since 1970 UTC, or {@link #NONE}. */
    public long getStart() {
        return start;
    }

    public void setStart(long start) {
        this.start = start;
    }

    /** File of the record. */
    public String getFile() {
        return file;
    }

    public void setFile(String file) {
        this.file = file;
    }

    /** Number of the record in its file. */
    public long getRecord() {
        return record;
    }

    public void setRecord(long record) {
        this.record = record;
    }

    /** A hash of the source's address, or {@link #NONE}. */
    public long getSource() {
        return source;
    }

    public void setSource(long source) {
        this.source = source;
    }

    /** The same of the destination. */
    public long getDestination() {
        return destination;
    }

    public void setDestination(long destination) {
        this.destination = destination;
    }

    /** What the network sees of the flow itself. */
    public float[] getValues() {
        return values;
    }

    public void setValues(float[] values) {
        this.values = values;
    }
}
