package org.flowfoundry.etl.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(WithSpark.class)
class IngestJobTest {

    @TempDir
    Path folder;

    @Test
    void filesBecomeFlowsOnce(SparkSession spark) throws IOException {
        ZeekFiles.write(folder.resolve("in/a.log"), 1, 100);
        ZeekFiles.write(folder.resolve("in/deep/b:c d.log"), 2, 50);
        Files.copy(folder.resolve("in/a.log"), folder.resolve("in/copy of a.log"));

        IngestResult first = ingest(spark);
        IngestResult second = ingest(spark);

        assertThat(first).isEqualTo(new IngestResult(2, 1, 0, 0, 150, 0, 0, 0, 750, 75_000));
        assertThat(second).isEqualTo(IngestResult.NOTHING.plusSkipped(3));
        assertThat(Lake.open(spark, lake()).read(IngestTables.FLOWS).count()).isEqualTo(150);
    }

    private String lake() {
        return folder.resolve("lake").toString();
    }

    private IngestResult ingest(SparkSession spark) {
        IngestOptions options = IngestOptions.builder(
                        List.of(folder.resolve("in").toString()), "test", lake())
                .build();
        return IngestJob.run(spark, options, Progress.SILENT);
    }
}
