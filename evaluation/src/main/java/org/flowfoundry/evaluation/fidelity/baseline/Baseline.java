package org.flowfoundry.evaluation.fidelity.baseline;

import org.flowfoundry.training.record.RecordTable;

/** Simple makers of records. All learn from a training part in memory, and none needs more than seconds. */
public enum Baseline {
    COPY("copy", "Training records, drawn with replacement: as like as can be, and gives all of them away.") {
        @Override
        public RecordTable make(RecordTable training, String classField, int rows, long seed) {
            return IndependentColumns.copies(training, rows, seed);
        }
    },
    INDEPENDENT("independent", "Each field drawn from training records by itself.") {
        @Override
        public RecordTable make(RecordTable training, String classField, int rows, long seed) {
            return IndependentColumns.make(training, rows, seed);
        }
    },
    CHOW_LIU(
            "chow-liu",
            "Bayesian network: the tree of pairs that say most of one another (Chow and Liu 1968), over bins: each value"
                    + " of at least 0.5 % by itself, others in 20 quantiles; a value of a bin is a training record's.") {
        @Override
        public RecordTable make(RecordTable training, String classField, int rows, long seed) {
            return new ChowLiuTree(new BinnedRecords(training), classField).make(rows, seed);
        }
    },
    MARKOV("markov", "Markov chain over the fields in their order, for each class by itself, over the same bins.") {
        @Override
        public RecordTable make(RecordTable training, String classField, int rows, long seed) {
            return MarkovChain.make(training, classField, rows, seed);
        }
    },
    SMOTENC(
            "smotenc",
            "Records between a training record and one of its 5 nearest of the same class, names by their majority"
                    + " (Chawla et al. 2002).") {
        @Override
        public RecordTable make(RecordTable training, String classField, int rows, long seed) {
            return new SmoteNc(training, classField).make(rows, seed);
        }
    };

    private final String label;
    private final String words;

    Baseline(String label, String words) {
        this.label = label;
        this.words = words;
    }

    public String label() {
        return label;
    }

    /** What it is. */
    public String words() {
        return words;
    }

    /**
     * Makes records.
     *
     * @param training at least one
     * @param classField a field of names; null = all are of one class
     */
    public abstract RecordTable make(RecordTable training, String classField, int rows, long seed);
}
