package org.flowfoundry.training.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.testing.WithSpark;
import org.flowfoundry.features.WindowLength;
import org.flowfoundry.features.host.HostSeries;
import org.flowfoundry.features.host.LongFlows;
import org.flowfoundry.training.testing.LabelledLake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(WithSpark.class)
class LabelsTest {

    @TempDir
    Path folder;

    @Test
    void aWindowIsPositiveWhereSuchAFlowTouchesTheHostAndUnknownWithoutLabels(SparkSession spark) {
        Lake lake = new LabelledLake()
                .flow(10, "10.0.0.1", "10.0.0.2", "benign")
                .flow(20, "10.0.0.3", "10.0.0.2", "syn_flood")
                .flow(30, "10.0.0.4", "10.0.0.5", null)
                .flow(310, "10.0.0.1", "10.0.0.2", "portscan")
                .flow(610, "10.0.0.1", "10.0.0.2", null)
                .write(spark, folder);
        assertThat(labels("ddos", lake, null))
                .containsExactlyInAnyOrder(
                        "10.0.0.1@0=other",
                        "10.0.0.2@0=ddos",
                        "10.0.0.3@0=ddos",
                        "10.0.0.4@0=other",
                        "10.0.0.5@0=other",
                        "10.0.0.1@300=other",
                        "10.0.0.2@300=other");
        assertThat(labels("anomaly", lake, null)).contains("10.0.0.1@300=anomaly", "10.0.0.2@0=anomaly");
    }

    @Test
    void withoutLabelsTheErrorSaysWhichThereAre(SparkSession spark) {
        Lake unlabelled =
                new LabelledLake().flow(0, "10.0.0.1", "10.0.0.2", null).write(spark, folder.resolve("a"));
        assertThatThrownBy(() -> labels("ddos", unlabelled, null))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("No flow of any domain has a label");
        Lake others = new LabelledLake()
                .flow(0, "10.0.0.1", "10.0.0.2", "benign")
                .flow(1, "10.0.0.1", "10.0.0.2", "benign")
                .flow(0, "10.0.0.1", "10.0.0.2", "portscan")
                .write(spark, folder.resolve("b"));
        assertThatThrownBy(() -> labels("ddos", others, null))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(
                        "label that means ddos. The labels there are: 'benign' (2 flows), 'portscan' (1 flows)");
    }

    @Test
    void congestionIsAboutTheHostsNextWindow(SparkSession spark) {
        LabelledLake flows = new LabelledLake();
        for (int i = 0; i < 40; i++) {
            flows.flow(i * 300, "10.0.0.1", "10.0.0.2", null).bytes(i == 30 ? 9_000 : 100 + i % 3);
        }
        Lake lake = flows.flow(0, "10.0.0.8", "10.0.0.9", null).bytes(5).write(spark, folder);
        List<String> labels = labels("congestion", lake, null);
        assertThat(labels).hasSize(78).contains("10.0.0.1@8700=congestion", "10.0.0.2@8700=congestion");
        assertThat(labels.stream().filter(label -> label.endsWith("=congestion")))
                .hasSize(2);
    }

    @Test
    void aFileLabelsWindowsBeforeHosts(SparkSession spark) throws Exception {
        Lake lake = twoHosts(spark);
        Path file = folder.resolve("labels.csv");
        Files.writeString(
                file,
                "Host,window_start,Host-Class\n10.0.0.1,,server\n2001:DB8::0:1,,client\n"
                        + "10.0.0.1,2026-03-10T00:06:40Z,down\n");
        assertThat(labels("host-class", lake, file.toString()))
                .containsExactlyInAnyOrder(
                        "10.0.0.1@0=server", "10.0.0.1@300=down", "2001:db8::1@0=client", "2001:db8::1@300=client");
        assertThat(labels("host_class", lake, file.toString())).hasSize(4);
    }

    @Test
    void filesThatDoNotFitAreRefused(SparkSession spark) throws Exception {
        Lake lake = twoHosts(spark);
        Path file = folder.resolve("labels.csv");
        assertThatThrownBy(() -> labels("host-class", lake, null)).hasMessageContaining("give one with --labels FILE");
        assertThatThrownBy(() -> labels("host-class", lake, file.toString()))
                .isInstanceOf(UserException.class)
                .hasMessage("Cannot read the labels in '" + file
                        + "': it is not there. Give a CSV file with a header and as"
                        + " many values in every line, or a Parquet file or folder (named *.parquet).");
        Files.writeString(file, "host,hostclass\n10.0.0.1,a\n");
        assertThatThrownBy(() -> labels("host-class", lake, file.toString()))
                .hasMessageContaining("have no column 'host-class'; near: hostclass. Its columns: host, hostclass");
        Files.writeString(file, "host,role,window_start\n10.0.0.1,a,yesterday\n");
        assertThatThrownBy(() -> labels("role", lake, file.toString())).hasMessageContaining("no time: 'yesterday'");
        Files.writeString(file, "host,role\n10.0.0.1,a\n10.0.0.1,b\n");
        assertThatThrownBy(() -> labels("role", lake, file.toString()))
                .hasMessageContaining("give the same window of host 10.0.0.1 two classes");
        Files.writeString(file, "host,role\n10.9.9.9,a\n");
        assertThatThrownBy(() -> labels("role", lake, file.toString()))
                .hasMessageContaining("None of the labels")
                .hasMessageContaining("10.9.9.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            roles.csv     | ``                                       | it is empty.
            roles.csv     | host,role;10.0.0.1,a;10.0.0.1,a,b        | than its header, '10.0.0.1,a,b'.
            roles.csv     | host,role;10.0.0.1,a;10.0.0.1            | than its header, '10.0.0.1'.
            roles.csv     | host,role,more;10.0.0.1,a,b;10.0.0.1,a   | than its header, '10.0.0.1,a'.
            roles.parquet | PAR1, but no more than these few letters | it is no whole Parquet file.
            """)
    void filesThatAreDamagedAreRefused(
            String name, String content, String problem, @TempDir Path files, SparkSession spark) throws Exception {
        Lake lake = twoHosts(spark);
        Path file = Files.writeString(files.resolve(name), content.replace(';', '\n'));
        assertThatThrownBy(() -> labels("role", lake, file.toString()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Cannot read the labels in '" + file + "': ")
                .hasMessageContaining(problem)
                .hasMessageEndingWith("Parquet file or folder (named *.parquet).");
    }

    private Lake twoHosts(SparkSession spark) {
        return new LabelledLake()
                .flow(0, "10.0.0.1", "2001:db8::1", null)
                .flow(300, "10.0.0.1", "2001:db8::1", null)
                .write(spark, folder.resolve("lake"));
    }

    private static List<String> labels(String task, Lake lake, String file) {
        HostSeries series = new HostSeries(WindowLength.parse("5m"), LongFlows.FIRST);
        LabelRequest request = new LabelRequest(lake, PartitionRange.ALL, series, 300, null, file);
        Dataset<Row> labels = Task.named(task).labels(request);
        return labels.collectAsList().stream()
                .map(row -> row.getString(2) + "@"
                        + (row.getTimestamp(3).toInstant().getEpochSecond() - LabelledLake.DAY.getEpochSecond()) + "="
                        + row.getString(4))
                .toList();
    }
}
