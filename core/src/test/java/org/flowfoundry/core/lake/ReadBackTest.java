package org.flowfoundry.core.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.column.ColumnBatch;
import org.flowfoundry.core.parquet.ParquetOptions;
import org.flowfoundry.core.parquet.SampleBatches;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other engines read our tables: pyarrow, DuckDB and delta-rs, run by the Python that FLOWFOUNDRY_PYTHON names. */
@ExtendWith(WithSpark.class)
class ReadBackTest {

    private static final TableSpec TABLE =
            TableSpec.ofBatches("samples", "Random values", "A day", SampleBatches.COLUMNS);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void pythonReadsWhatWasWritten(long seed, SparkSession spark) throws Exception {
        String python = python();
        Lake lake = Lake.open(spark, folder.resolve("lake ü").toString());
        lake.prepare();
        DeltaTables tables = new DeltaTables(lake);
        tables.createIfAbsent(TABLE);
        tables.commit(TABLE, write(lake, seed), CommitOptions.once("run", 1));

        Process process = new ProcessBuilder(
                        python,
                        Path.of("src/test/python/read_back.py").toString(),
                        folder.resolve("lake ü/samples").toString(),
                        folder.resolve("expected.jsonl").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("rows equal in pyarrow, duckdb, delta-rs");
    }

    private List<StagedFile> write(Lake lake, long seed) throws IOException {
        ParquetOptions options = new ParquetOptions(CompressionCodecName.ZSTD, 1, 700, 2500, 1 << 24);
        List<List<Object>> rows = new ArrayList<>();
        SampleBatches samples = new SampleBatches(seed);
        try (StagedTableWriter writer = new StagedTableWriter(
                lake.location(TABLE),
                SampleBatches.COLUMNS,
                "a/b ü%'",
                options,
                lake.fileSystem().getConf())) {
            for (int i = 0; i < 3; i++) {
                ColumnBatch batch = SampleBatches.batch(1500);
                samples.fill(batch, 1500, rows);
                writer.write(batch, 19_000);
            }
            Files.write(folder.resolve("expected.jsonl"), lines(rows));
            return writer.finish();
        }
    }

    private static List<String> lines(List<List<Object>> rows) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> lines = new ArrayList<>();
        for (List<Object> row : rows) {
            lines.add(json.writeValueAsString(row));
        }
        return lines;
    }

    private static String python() {
        String python = System.getenv("FLOWFOUNDRY_PYTHON");
        if (python == null) {
            String message =
                    "SKIPPED: other engines are not tried; set FLOWFOUNDRY_PYTHON to a Python that has pyarrow,"
                            + " duckdb and deltalake";
            System.err.println(message);
            Assumptions.abort(message);
        }
        return python;
    }
}
