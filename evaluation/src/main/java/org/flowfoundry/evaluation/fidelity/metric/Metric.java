package org.flowfoundry.evaluation.fidelity.metric;

import java.util.Locale;

/** What is measured, each by its definition. Records are compared with the held-out part unless it says otherwise. */
public enum Metric {
    JSD(
            "JSD of names",
            "Jensen-Shannon divergence, base 2, 0 to 1: mean over fields that hold names. This is the square of what"
                    + " scipy calls jensenshannon, as NetShare reports it."),
    JSD_DISTANCE(
            "JS distance of names",
            "Jensen-Shannon distance, the square root of the divergence, 0 to 1: mean over fields that hold names."
                    + " NetDPSyn calls this JSD."),
    JSD_PORTS("JSD of ports", "Jensen-Shannon divergence, base 2, of port numbers, each port by itself."),
    WASSERSTEIN(
            "W1 of numbers",
            "Wasserstein-1 distance of log(1 + value), scaled so that the training part spans 0 to 1: mean over fields"
                    + " that hold numbers."),
    ABSENT("absent", "Difference of the shares of records that have no value: mean over fields."),
    PAIR_TVD(
            "pair TVD",
            "Total variation distance of the table of two fields together, 0 to 1: mean over all pairs; numbers in up to"
                    + " 10 bins of equal count, names as the 20 most frequent and one for all others."),
    SPEARMAN(
            "Spearman difference",
            "Absolute difference of the rank correlations of two fields that hold numbers: mean over all pairs."),
    PEARSON(
            "Pearson difference",
            "Absolute difference of the correlations of log(1 + value) of two fields that hold numbers: mean over all pairs."),
    C2ST(
            "C2ST AUC",
            "Area under the ROC curve of XGBoost (200 rounds, 31 leaves) that tells synthetic from real records: 0.5 ="
                    + " cannot, 1 = always. 70 % to learn, 30 % to test, at most 8,000 records a side, mean of 2 splits."),
    TSTR_XGBOOST(
            "TSTR, XGBoost",
            "Macro-F1 on real held-out records of XGBoost (150 rounds of depth 6) that learned the class from these records"
                    + " alone. In the row of real records it learned from the training part."),
    TSTR_FOREST("TSTR, random forest", "The same of a random forest of 100 trees."),
    MIXED_XGBOOST(
            "mixed, XGBoost",
            "Macro-F1 on real held-out records of XGBoost that learned from up to 5,000 training records and as many"
                    + " synthetic ones as the share says."),
    MIXED_FOREST("mixed, random forest", "The same of a random forest."),
    RARE_RECALL_XGBOOST(
            "rare recall, XGBoost",
            "Recall of the classes that less than 5 % of training records have (else of the least frequent one), their"
                    + " mean, likewise."),
    RARE_RECALL_FOREST("rare recall, random forest", "The same of a random forest."),
    RARE_GAIN_XGBOOST(
            "rare recall gain, XGBoost", "Rare recall with 100 % synthetic records added, less that with none."),
    RARE_GAIN_FOREST("rare recall gain, random forest", "The same of a random forest."),
    DCR_SHARE(
            "DCR share",
            "Share of at most 3,000 records whose nearest training record is nearer than their nearest held-out record,"
                    + " among equally many of both; ties count half. 0.5 = as near to either, 1 = always nearer to training."
                    + " Distances of log(1 + value) scaled by the training part; a name that differs adds 1 to the square."),
    DCR_RATIO(
            "DCR ratio",
            "Mean distance to the nearest training record, divided by that to the nearest held-out record; 1 = the same."),
    COPY_RATE("copies of training", "Share of records that equal a training record, numbers to 6 significant digits."),
    COPY_RATE_EQUAL("copies, equal part", "Share that equal one of as many training records as are held out."),
    COPY_RATE_HELD_OUT(
            "copies of held-out",
            "Share that equal a held-out record, which a generator never saw: what chance alone gives."),
    MEMBERSHIP(
            "membership AUC",
            "Area under the ROC curve of an attack that takes a real record for one that was learned from, the nearer the"
                    + " nearest synthetic record is: 0.5 = it cannot tell."),
    RARE_EXPOSURE(
            "rare exposure",
            "Of the 5 % of training records that are farthest from every held-out record, the share that has a"
                    + " synthetic record nearer than any held-out one."),
    DISTINCT("distinct", "Distinct records, numbers to 6 significant digits, divided by records."),
    RULES_BROKEN("any rule broken", "Share of records that break at least one rule."),
    RULES_MEAN("rules broken", "Share of broken rules, of all records and rules."),
    RULE("rule", "Share of records that break this rule."),
    TABLE_COPIES(
            "copies, whole table",
            "Share of the sampled synthetic records that equal any training record of the whole table, numbers to 6"
                    + " significant digits."),
    TABLE_COPIES_EQUAL(
            "copies, equal part of the table",
            "Share that equal one of as many training records of the whole table as are held out; or, where more are held"
                    + " out, one of all."),
    TABLE_COPIES_HELD_OUT(
            "copies of held-out, whole table",
            "Share that equal a held-out record of the whole table, or of as many as there are training records: what"
                    + " chance alone gives."),
    NETWORK(
            "network",
            "A statistic of who talks to whom and when, over a table thinned to as many flows as the smaller one allows."),
    NETWORK_JSD(
            "network JSD",
            "Jensen-Shannon divergence, base 2, of a distribution of hosts or flows in bins of powers of two, by hour, or in"
                    + " tenths of a correlation, against that of real flows."),
    NETWORK_WASSERSTEIN(
            "network W1",
            "Wasserstein-1 distance of the same: of sizes over their logarithm to base 2 (1 = all are twice as large), of times"
                    + " round the clock in hours, of correlations as they are. Bins: eighths, hours, twentieths.");

    private final String title;
    private final String definition;

    Metric(String title, String definition) {
        this.title = title;
        this.definition = definition;
    }

    /** As in the table {@code fidelity}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For the head of a column. */
    public String title() {
        return title;
    }

    public String definition() {
        return definition;
    }
}
