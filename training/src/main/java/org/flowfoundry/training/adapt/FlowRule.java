package org.flowfoundry.training.adapt;

import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;

import java.util.Locale;
import org.apache.spark.sql.Column;

/**
 * Which labels of flows mean a task's class. Sources spell them in their own ways (DoS Hulk, syn_flood, DrDoS_DNS,
 * PartOfAHorizontalPortScan, Reconnaissance, flow=From-Normal-V42), so letter case and what stands between words don't count.
 */
enum FlowRule {
    DDOS("ddos|(^|_)(dr)?dos|flood|amplif|reflect|slowloris|slowhttp|goldeneye|hulk|loic|hoic|smurf|neptune"
            + "|(^|_)syn$|udp_?lag"),
    SCAN("scan|recon|(^|_)prob(e|ing)|sweep|nmap|enumerat"),
    ANOMALY(null);

    /** What all sources call ordinary traffic; nothing at all, or a dash, too. */
    private static final String ORDINARY =
            "^$|^(0|none|clean|ok|empty)$|(?<!(non|not)_)(?<![a-z0-9])(benign|normal|background|legitimate|good)(?![a-z0-9])";

    private final String pattern;

    FlowRule(String pattern) {
        this.pattern = pattern;
    }

    static FlowRule of(String task) {
        return valueOf(task.toUpperCase(Locale.ROOT));
    }

    /** Whether a label means the class; null where the label is. */
    Column matches(Column label) {
        Column words = regexp_replace(regexp_replace(lower(label), "[^a-z0-9]+", "_"), "^_+|_+$", "");
        return this == ANOMALY ? not(words.rlike(ORDINARY)) : words.rlike(pattern);
    }
}
