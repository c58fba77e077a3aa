package org.flowfoundry.evaluation.method;

import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.training.decision.ClassBalance;

/** Gradient-boosted trees (Chen and Guestrin 2016). One thread: tasks run side by side. */
public final class Boosting {

    /** How trees are grown. */
    public enum Growth {
        /** 60 rounds of depth 4 on a half of the columns each, classes balanced: for few labels. */
        FEW_LABELS(60, true, Map.of("max_depth", 4, "eta", 0.15, "min_child_weight", 0.05, "colsample_bytree", 0.5)),
        /** 150 rounds of depth 6, rows as frequent as they are. */
        MANY_LABELS(150, false, Map.of("max_depth", 6, "eta", 0.3)),
        /** 200 rounds of 31 leaves, the leaf that gains most first, as LightGBM grows them. */
        BY_LEAVES(200, false, Map.of("grow_policy", "lossguide", "max_leaves", 31, "max_depth", 0, "eta", 0.1));

        private final int rounds;
        private final boolean isBalanced;
        private final Map<String, Object> settings;

        Growth(int rounds, boolean isBalanced, Map<String, Object> settings) {
            this.rounds = rounds;
            this.isBalanced = isBalanced;
            this.settings = settings;
        }
    }

    private Boosting() {}

    /**
     * Learns and decides.
     *
     * @param rows (rows, features), NaN = absent
     * @param labels (rows)
     * @param asked (asked, features)
     * @return (asked, classes): probabilities
     */
    public static double[][] probabilities(
            Growth growth, float[][] rows, int[] labels, int classes, float[][] asked, long seed) {
        DMatrix training = null;
        DMatrix questions = null;
        Booster booster = null;
        try {
            training = new DMatrix(flat(rows), rows.length, rows[0].length, Float.NaN);
            training.setLabel(asFloats(labels));
            if (growth.isBalanced) {
                training.setWeight(ClassBalance.ofRows(labels, classes));
            }
            questions = new DMatrix(flat(asked), asked.length, asked[0].length, Float.NaN);
            booster = XGBoost.train(training, settings(growth, classes, seed), growth.rounds, Map.of(), null, null);
            return doubles(booster.predict(questions));
        } catch (XGBoostError e) {
            throw EvaluationErrors.boosting(e);
        } finally {
            dispose(training, questions, booster);
        }
    }

    private static void dispose(DMatrix training, DMatrix questions, Booster booster) {
        if (training != null) {
            training.dispose();
        }
        if (questions != null) {
            questions.dispose();
        }
        if (booster != null) {
            booster.dispose();
        }
    }

    private static Map<String, Object> settings(Growth growth, int classes, long seed) {
        Map<String, Object> settings = new HashMap<>(growth.settings);
        settings.put("objective", "multi:softprob");
        settings.put("num_class", classes);
        settings.put("tree_method", "hist");
        settings.put("nthread", 1);
        settings.put("seed", (int) (seed & Integer.MAX_VALUE));
        settings.put("verbosity", 0);
        return settings;
    }

    private static float[] flat(float[][] rows) {
        int width = rows[0].length;
        float[] flat = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        return flat;
    }

    private static float[] asFloats(int[] labels) {
        float[] floats = new float[labels.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = labels[i];
        }
        return floats;
    }

    private static double[][] doubles(float[][] predictions) {
        double[][] doubles = new double[predictions.length][predictions[0].length];
        for (int i = 0; i < doubles.length; i++) {
            for (int k = 0; k < doubles[i].length; k++) {
                doubles[i][k] = predictions[i][k];
            }
        }
        return doubles;
    }
}
