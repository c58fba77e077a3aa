package org.flowfoundry.app.doctor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Runs the checks on the driver and in a task per core of every executor, and reports each executor once. */
public final class Doctor {

    private final SparkSession spark;
    private final String lake;

    /** @param lake the URI of the lake to check; null = none */
    public Doctor(SparkSession spark, String lake) {
        this.spark = spark;
        this.lake = lake;
    }

    /** The outcomes: the driver's first, then those of the executors. */
    public List<Check> run() {
        SerializableConfiguration hadoop =
                new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
        List<Check> checks = new ArrayList<>(new MachineChecks("driver").run());
        checks.add(new Check(
                Check.Status.OK,
                "driver",
                "spark",
                "Spark " + spark.version() + ", master " + spark.sparkContext().master() + ", "
                        + spark.sparkContext().defaultParallelism() + " task slots"));
        if (lake != null) {
            checks.add(LakeCheck.run("driver", lake, hadoop.value()));
        }
        checks.addAll(onExecutors(hadoop));
        return checks;
    }

    private Set<Check> onExecutors(SerializableConfiguration hadoop) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        int tasks = Math.max(1, context.defaultParallelism());
        String lakeUri = lake;
        EngineCheck engine = EngineCheck.of(spark.sparkContext());
        FlatMapFunction<Integer, Check> check = task -> {
            String id = SparkEnv.get().executorId();
            String where = id.equals("driver") ? "local task" : "executor " + id;
            List<Check> found = new ArrayList<>();
            // In local mode the only executor is the driver, whose machine was checked already.
            if (!id.equals("driver")) {
                found.addAll(new MachineChecks(where).run());
            }
            if (lakeUri != null) {
                found.add(LakeCheck.run(where, lakeUri, hadoop.value()));
            }
            found.add(engine.run(where));
            return found.iterator();
        };
        List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
        return new LinkedHashSet<>(
                context.parallelize(numbers, tasks).flatMap(check).collect());
    }
}
