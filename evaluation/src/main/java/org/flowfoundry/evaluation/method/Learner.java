package org.flowfoundry.evaluation.method;

import java.util.stream.IntStream;
import org.flowfoundry.training.decision.Classifier;
import org.flowfoundry.training.decision.Forest;
import org.flowfoundry.training.decision.LogisticRegression;
import org.flowfoundry.training.decision.SupportVectors;

/** Learns from labelled rows of a view to give class probabilities, as if all classes were equally frequent. */
public enum Learner {
    RANDOM_FOREST("random-forest", "Random forest, 100 trees") {
        @Override
        double[][] fit(float[][] rows, int[] labels, int classes, float[][] asked, long seed) {
            return all(Forest.random(rows, labels, classes, seed), asked);
        }
    },
    EXTRA_TREES("extra-trees", "Extremely randomized trees, 100") {
        @Override
        double[][] fit(float[][] rows, int[] labels, int classes, float[][] asked, long seed) {
            return all(Forest.extremelyRandom(rows, labels, classes, seed), asked);
        }
    },
    XGBOOST("xgboost", "XGBoost, 60 rounds of depth 4, eta 0.15, half of the columns per tree") {
        @Override
        double[][] fit(float[][] rows, int[] labels, int classes, float[][] asked, long seed) {
            return Boosting.probabilities(rows, labels, classes, asked, seed);
        }
    },
    LOGISTIC("logistic-regression", "Logistic regression, L2, C = 0.3") {
        @Override
        double[][] fit(float[][] rows, int[] labels, int classes, float[][] asked, long seed) {
            return all(LogisticRegression.fit(rows, labels, classes, PENALTY), asked);
        }
    },
    SVM("svm", "Support vector machine, radial basis functions, C = 10") {
        @Override
        double[][] fit(float[][] rows, int[] labels, int classes, float[][] asked, long seed) {
            return all(SupportVectors.fit(rows, labels, classes), asked);
        }
    },
    NEIGHBOURS("k-nn", "Nearest neighbours, up to 5, by inverse distance") {
        @Override
        double[][] fit(float[][] rows, int[] labels, int classes, float[][] asked, long seed) {
            return Neighbours.probabilities(rows, labels, classes, asked);
        }
    },
    TUNED("tuned-network", "A registered network, all of it trained on the labels; steps by cross-validation") {
        @Override
        double[][] fit(float[][] rows, int[] labels, int classes, float[][] asked, long seed) {
            throw new IllegalStateException(
                    "A network is trained where its graphs are, and its decisions are supplied");
        }
    },
    MLLIB_FOREST(
            "mllib-random-forest", "Spark MLlib's random forest, 100 trees, depth 20; only where asked for by name") {
        @Override
        double[][] fit(float[][] rows, int[] labels, int classes, float[][] asked, long seed) {
            return MllibForest.probabilities(rows, labels, classes, asked, seed);
        }
    };

    private static final double PENALTY = 0.3;

    private final String label;
    private final String words;

    Learner(String label, String words) {
        this.label = label;
        this.words = words;
    }

    public String label() {
        return label;
    }

    /** What it is, with its settings; none is tuned on any data set. */
    public String words() {
        return words;
    }

    /** Whether it learns from the rows of a view, and not from what only its network sees. */
    boolean readsView() {
        return this != TUNED;
    }

    /** Whether it starts Spark jobs, and so cannot be part of one. */
    boolean isJob() {
        return this == MLLIB_FOREST;
    }

    /**
     * Learns, and decides.
     *
     * @param rows (rows, features): standardised
     * @param labels (rows)
     * @param asked (asked, features)
     * @return (asked, classes)
     */
    abstract double[][] fit(float[][] rows, int[] labels, int classes, float[][] asked, long seed);

    private static double[][] all(Classifier classifier, float[][] asked) {
        return IntStream.range(0, asked.length)
                .mapToObj(i -> classifier.probabilities(asked[i]))
                .toArray(double[][]::new);
    }
}
