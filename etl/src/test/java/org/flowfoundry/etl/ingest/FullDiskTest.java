package org.flowfoundry.etl.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.error.UserException;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.testing.WithSpark;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A lake on a disk that fills up; needs the right to mount one. */
@ExtendWith(WithSpark.class)
class FullDiskTest {

    @TempDir
    Path folder;

    @Test
    void nothingIsCommittedAndARunWithRoomWorks(SparkSession spark) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0;
        Assumptions.assumeTrue(mounted, "SKIPPED: no right to mount a small disk");
        try {
            Path log = ZeekFiles.write(folder.resolve("in/conn.log"), 1, 10);
            IngestOptions options = IngestOptions.builder(List.of(folder + "/in"), "test", disk + "/lake")
                    .build();
            assertThat(IngestJob.run(spark, options, Progress.SILENT).flows()).isEqualTo(10);
            Files.writeString(log, incompressible(60_000));

            assertThatThrownBy(() -> IngestJob.run(spark, options, Progress.SILENT))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("Cannot write to")
                    .hasMessageContaining("No space left on device");
            assertThat(Lake.open(spark, disk + "/lake").read(IngestTables.FLOWS).count())
                    .isEqualTo(10);

            assertThat(run("mount", "-o", "remount,size=20m", disk.toString())).isZero();
            assertThat(IngestJob.run(spark, options, Progress.SILENT).flows()).isEqualTo(60_000);
            assertThat(Lake.open(spark, disk + "/lake").read(IngestTables.FLOWS).count())
                    .isEqualTo(60_010);
        } finally {
            run("umount", disk.toString());
        }
    }

    private static String incompressible(int records) {
        Random random = new Random(1);
        StringBuilder log = new StringBuilder(ZeekFiles.text(0, 0));
        for (int i = 0; i < records; i++) {
            log.append(ZeekFiles.FIRST_SECOND + i)
                    .append("\tC" + Long.toString(random.nextLong(), 36))
                    .append("\t"
                            + Long.toHexString(random.nextLong() | Long.MIN_VALUE)
                                    .replaceAll("(.{4})(?!$)", "$1:") + "::")
                    .append("\t1\t192.0.2.7\t443\ttcp\t1\t3\t" + random.nextInt(1 << 30) + "\t2\t200\n");
        }
        return log.toString();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
