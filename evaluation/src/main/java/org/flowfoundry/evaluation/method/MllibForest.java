package org.flowfoundry.evaluation.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Spark MLlib's random forest, classes balanced by weights: a peer of our own. Each level of its trees is a job of its own. */
final class MllibForest {

    private static final int TREES = 100;
    private static final int MOST_DEPTH = 20;

    private MllibForest() {}

    static double[][] probabilities(float[][] rows, int[] labels, int classes, float[][] asked, long seed) {
        RandomForestClassificationModel model = new RandomForestClassifier()
                .setNumTrees(TREES)
                .setMaxDepth(MOST_DEPTH)
                .setFeatureSubsetStrategy("sqrt")
                .setWeightCol("weight")
                .setSeed(seed)
                .fit(table(rows, labels, classes));
        double[][] probabilities = new double[asked.length][];
        for (int i = 0; i < asked.length; i++) {
            probabilities[i] = model.predictProbability(vector(asked[i])).toArray();
        }
        return probabilities;
    }

    private static Dataset<Row> table(float[][] rows, int[] labels, int classes) {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        List<Row> table = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            table.add(RowFactory.create(
                    vector(rows[i]), (double) labels[i], labels.length / (double) (classes * counts[labels[i]])));
        }
        StructType schema = new StructType()
                .add("features", new VectorUDT(), false)
                .add(NominalAttribute.defaultAttr()
                        .withName("label")
                        .withNumValues(classes)
                        .toStructField())
                .add("weight", DataTypes.DoubleType, false);
        return SparkSession.active().createDataFrame(table, schema).coalesce(1);
    }

    private static Vector vector(float[] row) {
        double[] values = new double[row.length];
        Arrays.setAll(values, j -> row[j]);
        return Vectors.dense(values);
    }
}
