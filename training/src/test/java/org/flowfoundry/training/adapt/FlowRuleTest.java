package org.flowfoundry.training.adapt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Labels as public data sets spell them. */
@ExtendWith(WithSpark.class)
class FlowRuleTest {

    private static final List<String> FLOODS = List.of(
            "DDoS",
            "DoS Hulk",
            "DoS slowloris",
            "DrDoS_DNS",
            "syn_flood",
            "UDP-lag",
            "Syn",
            "WebDDoS",
            "DDOS attack-HOIC",
            "udp amplification",
            "ddos");
    private static final List<String> SCANS =
            List.of("PortScan", "PartOfAHorizontalPortScan", "Reconnaissance", "horizontal_scan", "Probe", "scan11");
    private static final List<String> OTHER_ATTACKS = List.of(
            "brute_force", "flow=From-Botnet-V42-UDP-DNS", "C&C", "Theft", "abnormal", "Non-Benign", "botnet_beacon");
    private static final List<String> ORDINARY = List.of(
            "BENIGN",
            "Normal",
            "flow=Background-UDP-Established",
            "flow=From-Normal-V42-Jist",
            "",
            "-",
            " - ",
            "0",
            "(empty)");

    @Test
    void knowsTheSpellingsOfSources(SparkSession spark) {
        List<String> attacks =
                Stream.of(FLOODS, SCANS, OTHER_ATTACKS).flatMap(List::stream).toList();
        assertThat(matched(spark, FlowRule.DDOS)).containsExactlyInAnyOrderElementsOf(FLOODS);
        assertThat(matched(spark, FlowRule.SCAN)).containsExactlyInAnyOrderElementsOf(SCANS);
        assertThat(matched(spark, FlowRule.ANOMALY)).containsExactlyInAnyOrderElementsOf(attacks);
    }

    private static List<String> matched(SparkSession spark, FlowRule rule) {
        List<String> all = Stream.of(FLOODS, SCANS, OTHER_ATTACKS, ORDINARY)
                .flatMap(List::stream)
                .toList();
        return spark.createDataset(all, Encoders.STRING())
                .filter(rule.matches(functions.col("value")))
                .collectAsList();
    }
}
