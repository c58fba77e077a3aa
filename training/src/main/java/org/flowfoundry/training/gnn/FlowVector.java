package org.flowfoundry.training.gnn;

/** A row of {@link FlowEmbedder}: which record a flow is, and its vector. A bean, as Spark's encoders want it. */
public final class FlowVector {

    private String file;
    private long record;
    private float[] vector;

    /** For Spark. */
    public FlowVector() {}

    FlowVector(String file, long record, float[] vector) {
        this.file = file;
        this.record = record;
        this.vector = vector;
    }

    /** {@code source_file}. */
    public String getFile() {
        return file;
    }

    public void setFile(String file) {
        this.file = file;
    }

    /** {@code source_record}. */
    public long getRecord() {
        return record;
    }

    public void setRecord(long record) {
        this.record = record;
    }

    /** (width) */
    public float[] getVector() {
        return vector;
    }

    public void setVector(float[] vector) {
        this.vector = vector;
    }
}
