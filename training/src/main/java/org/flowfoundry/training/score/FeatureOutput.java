package org.flowfoundry.training.score;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The rows that heads read: array of float, see {@link WindowFeatures}. */
record FeatureOutput() implements WindowOutput {

    @Override
    public DataType type() {
        return DataTypes.createArrayType(DataTypes.FloatType, false);
    }

    @Override
    public Object of(WindowView view) {
        float[] row = WindowFeatures.of(view);
        Float[] boxed = new Float[row.length];
        for (int i = 0; i < row.length; i++) {
            boxed[i] = row[i];
        }
        return boxed;
    }
}
