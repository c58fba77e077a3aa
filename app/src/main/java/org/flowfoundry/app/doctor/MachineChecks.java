package org.flowfoundry.app.doctor;

import com.github.luben.zstd.Zstd;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import net.jpountz.lz4.LZ4Factory;
import org.apache.spark.TaskContext;

/** Checks of the machine and JVM that this code runs in. */
final class MachineChecks {

    private static final long GIGABYTE = 1L << 30;

    private final String where;

    MachineChecks(String where) {
        this.where = where;
    }

    List<Check> run() {
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        checks.add(memory());
        checks.add(disk());
        checks.add(nativeLibraries());
        checks.add(gpu());
        return checks;
    }

    private Check java() {
        int version = Runtime.version().feature();
        String detail = System.getProperty("java.vendor") + " " + Runtime.version() + " on " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores" + host();
        return version >= 17 && version <= 23
                ? ok("java", detail)
                : failed("java", detail + ": Spark 4.0 needs Java 17 to 23. Set JAVA_HOME to such a JDK.");
    }

    private Check memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String detail = String.format(Locale.ROOT, "%.1f GB heap", heap / (double) GIGABYTE);
        return heap >= GIGABYTE * 9 / 10
                ? ok("memory", detail)
                : warning("memory", detail + ": 1 GB or more is advised. Set FLOWFOUNDRY_MEMORY, or spark.*.memory.");
    }

    private Check disk() {
        File folder = new File(System.getProperty("java.io.tmpdir"));
        String detail = String.format(
                Locale.ROOT, "%.1f GB free in %s", folder.getUsableSpace() / (double) GIGABYTE, folder);
        return folder.getUsableSpace() >= GIGABYTE && folder.canWrite()
                ? ok("disk", detail)
                : warning("disk", detail + ": shuffles may not fit. Set spark.local.dir to a larger disk.");
    }

    private Check nativeLibraries() {
        byte[] sample = "flow foundry flow foundry".getBytes(StandardCharsets.UTF_8);
        try {
            byte[] back = Zstd.decompress(Zstd.compress(sample), sample.length);
            String lz4 = LZ4Factory.fastestInstance().toString();
            return java.util.Arrays.equals(back, sample)
                    ? ok("native", "zstd works; lz4: " + lz4)
                    : failed("native", "zstd gives back other bytes than it took; replace the zstd-jni jar.");
        } catch (LinkageError e) {
            return failed(
                    "native",
                    "zstd cannot be loaded (" + e.getMessage() + "). Is " + System.getProperty("java.io.tmpdir")
                            + " mounted noexec? Set -Djava.io.tmpdir to a folder that is not.");
        }
    }

    /** A GPU given by Spark to this task, or seen by the driver's own tool; its absence is no fault. */
    private Check gpu() {
        TaskContext task = TaskContext.get();
        if (task != null && task.resources().contains("gpu")) {
            return ok("gpu", "given by Spark: " + task.resources().apply("gpu"));
        }
        try {
            Process process = new ProcessBuilder("nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader")
                    .redirectErrorStream(true)
                    .start();
            if (process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return ok("gpu", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            }
            process.destroyForcibly();
            return warning("gpu", "nvidia-smi is there but fails; check the driver.");
        } catch (IOException e) {
            return ok("gpu", "none seen; jobs use the CPU");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return warning("gpu", "interrupted while asking nvidia-smi");
        }
    }

    private static String host() {
        try {
            return ", host " + InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return ", host name unknown";
        }
    }

    private Check ok(String name, String detail) {
        return new Check(Check.Status.OK, where, name, detail);
    }

    private Check warning(String name, String detail) {
        return new Check(Check.Status.WARNING, where, name, detail);
    }

    private Check failed(String name, String detail) {
        return new Check(Check.Status.FAILED, where, name, detail);
    }
}
