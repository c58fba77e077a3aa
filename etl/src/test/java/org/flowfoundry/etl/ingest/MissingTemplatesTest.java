package org.flowfoundry.etl.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.flowfoundry.etl.decode.netflow.Messages.flow;
import static org.flowfoundry.etl.decode.netflow.Messages.flowTemplate;
import static org.flowfoundry.etl.decode.netflow.Messages.ipfix;
import static org.flowfoundry.etl.decode.netflow.Messages.set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.TableSpec;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Files whose templates come in a later run than their data. */
@ExtendWith(WithSpark.class)
class MissingTemplatesTest {

    private static final byte[] DATA = ipfix(1, 0, set(256, flow(1), flow(2)), set(256, flow(3)));
    private static final byte[] TEMPLATES = ipfix(1, 0, set(2, flowTemplate(256)));

    @TempDir
    Path folder;

    private final Notes notes = new Notes();
    private SparkSession spark;

    @BeforeEach
    void session(SparkSession session) throws IOException {
        spark = session;
        Files.write(folder.resolve("data"), DATA);
    }

    @Test
    void dataIsReadOnceItsTemplatesAreThere() throws IOException {
        assertThat(ingest("data").quarantined()).isEqualTo(2);
        assertThat(notes.notes)
                .containsExactly("'" + folder
                        + "/data' is quarantined: no file of this run holds its templates; it is read once one does");
        assertThat(ingest("data")).isEqualTo(IngestResult.NOTHING.plusSkipped(1));
        ZeekFiles.write(folder.resolve("conn.log"), 1, 5);
        assertThat(ingest("data", "conn.log").filesSkipped()).isEqualTo(1);
        assertThat(rows(IngestTables.QUARANTINE)).isEqualTo(2);
        assertThat(rows(IngestTables.INGESTED_FILES)).isEqualTo(2);

        Files.write(folder.resolve("templates"), TEMPLATES);
        ingest("templates");
        IngestResult found = ingest("data", "templates");

        assertThat(found.flows()).isEqualTo(3);
        assertThat(found.filesSkipped()).isEqualTo(1);
        assertThat(found.quarantined()).isZero();
        assertThat(ingest("data", "templates")).isEqualTo(IngestResult.NOTHING.plusSkipped(2));
        assertThat(rows(IngestTables.FLOWS)).isEqualTo(8);
    }

    @Test
    void partlyReadFileIsDone() throws IOException {
        byte[] other = ipfix(1, 0, set(2, flowTemplate(257)), set(257, flow(4)), set(256, flow(5)));
        Files.write(folder.resolve("data"), other);
        assertThat(ingest("data").flows()).isEqualTo(1);

        Files.write(folder.resolve("templates"), TEMPLATES);

        assertThat(ingest("data", "templates").filesSkipped()).isEqualTo(1);
        assertThat(rows(IngestTables.FLOWS)).isEqualTo(1);
    }

    private IngestResult ingest(String... names) {
        List<String> inputs = List.of(names).stream()
                .map(name -> folder.resolve(name).toString())
                .toList();
        return IngestJob.run(
                spark,
                IngestOptions.builder(inputs, "test", folder.resolve("lake").toString())
                        .build(),
                notes);
    }

    private long rows(TableSpec table) {
        return Lake.open(spark, folder.resolve("lake").toString()).read(table).count();
    }
}
