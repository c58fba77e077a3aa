package org.flowfoundry.evaluation.method;

import java.util.Arrays;
import org.flowfoundry.evaluation.method.Boosting.Growth;
import org.flowfoundry.training.decision.Classifier;
import org.flowfoundry.training.decision.Forest;
import org.flowfoundry.training.decision.LogisticRegression;
import org.flowfoundry.training.decision.SupportVectors;
import org.flowfoundry.training.tabular.RowClassifier;

/** Learns from labelled rows of a view to give class probabilities, as if all classes were equally frequent. */
public enum Learner {
    RANDOM_FOREST("random-forest", "Random forest, 100 trees") {
        @Override
        double[][] fit(Lesson lesson) {
            return all(Forest.random(lesson.rows(), lesson.labels(), lesson.classes(), lesson.seed()), lesson);
        }
    },
    EXTRA_TREES("extra-trees", "Extremely randomized trees, 100") {
        @Override
        double[][] fit(Lesson lesson) {
            return all(Forest.extremelyRandom(lesson.rows(), lesson.labels(), lesson.classes(), lesson.seed()), lesson);
        }
    },
    XGBOOST("xgboost", "XGBoost, 60 rounds of depth 4, eta 0.15, half of the columns per tree") {
        @Override
        double[][] fit(Lesson lesson) {
            return Boosting.probabilities(
                    Growth.FEW_LABELS, lesson.rows(), lesson.labels(), lesson.classes(), lesson.asked(), lesson.seed());
        }
    },
    LOGISTIC("logistic-regression", "Logistic regression, L2, C = 0.3") {
        @Override
        double[][] fit(Lesson lesson) {
            return all(LogisticRegression.fit(lesson.rows(), lesson.labels(), lesson.classes(), PENALTY), lesson);
        }
    },
    SVM("svm", "Support vector machine, radial basis functions, C = 10") {
        @Override
        double[][] fit(Lesson lesson) {
            return all(SupportVectors.fit(lesson.rows(), lesson.labels(), lesson.classes()), lesson);
        }
    },
    NEIGHBOURS("k-nn", "Nearest neighbours, up to 5, by inverse distance") {
        @Override
        double[][] fit(Lesson lesson) {
            return Neighbours.probabilities(lesson.rows(), lesson.labels(), lesson.classes(), lesson.asked());
        }
    },
    TUNED("tuned-network", "A registered network, all of it trained on the labels, 60 steps") {
        @Override
        double[][] fit(Lesson lesson) {
            throw new IllegalStateException(
                    "A network is trained where its graphs are, and its decisions are supplied");
        }
    },
    MLLIB_FOREST(
            "mllib-random-forest", "Spark MLlib's random forest, 100 trees, depth 20; only where asked for by name") {
        @Override
        double[][] fit(Lesson lesson) {
            return MllibForest.probabilities(
                    lesson.rows(), lesson.labels(), lesson.classes(), lesson.asked(), lesson.seed());
        }
    },
    NETWORK("network", "Three layers and one for the classes, all trained on the labels, 200 steps") {
        @Override
        double[][] fit(Lesson lesson) {
            return RowClassifier.fit(
                            lesson.start().encoder(),
                            lesson.start().standardizer(),
                            lesson.rows(),
                            lesson.labels(),
                            lesson.classes(),
                            lesson.seed())
                    .probabilities(lesson.asked());
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

    /** What it is, with its settings, the same for all networks. */
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

    /** Whether it goes on training the encoder that made its view, on flows' own values. */
    boolean trainsEncoder() {
        return this == NETWORK;
    }

    /** Learns, and decides: (asked, classes). */
    abstract double[][] fit(Lesson lesson);

    private static double[][] all(Classifier classifier, Lesson lesson) {
        return Arrays.stream(lesson.asked()).map(classifier::probabilities).toArray(double[][]::new);
    }
}
