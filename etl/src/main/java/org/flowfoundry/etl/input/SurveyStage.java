package org.flowfoundry.etl.input;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.etl.decode.Knowledge;
import org.flowfoundry.etl.decode.Survey;

/** The first pass over all files, on the executors. */
public final class SurveyStage {

    private static final int TASKS_PER_CORE = 4;

    /**
     * What the first pass found.
     *
     * @param files in their order
     * @param knowledge of all files, by format
     */
    public record Surveyed(List<SurveyedFile> files, Map<String, Knowledge> knowledge) implements Serializable {

        public Surveyed {
            files = new ArrayList<>(files);
            knowledge = new HashMap<>(knowledge);
        }

        Surveyed() {
            this(new ArrayList<>(), new HashMap<>());
        }

        /** Adds a file, whose knowledge moves to that of its format. */
        void add(SurveyedFile file) {
            if (file.format() != null) {
                knowledge.merge(file.format(), file.survey().knowledge(), Knowledge::merge);
            }
            files.add(file.withSurvey(new Survey(file.survey().splits(), Knowledge.NONE)));
        }

        void addAll(Surveyed later) {
            files.addAll(later.files);
            later.knowledge.forEach((format, learned) -> knowledge.merge(format, learned, Knowledge::merge));
        }
    }

    private final JavaSparkContext spark;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final Surveyor surveyor;

    public SurveyStage(JavaSparkContext spark, Broadcast<SerializableConfiguration> hadoop, Surveyor surveyor) {
        this.spark = spark;
        this.hadoop = hadoop;
        this.surveyor = surveyor;
    }

    /** Surveys all files. */
    public Surveyed run(List<InputFile> files, TaskMeter meter) {
        List<Shipped<List<InputFile>>> tasks =
                Packing.pack(files, InputFile::bytes, spark.defaultParallelism() * TASKS_PER_CORE, Long.MAX_VALUE)
                        .stream()
                        .map(Shipped::of)
                        .toList();
        Surveyed surveyed = new Surveyed();
        for (Shipped<Surveyed> part : collect(tasks, surveyor, hadoop, meter)) {
            surveyed.addAll(part.open());
        }
        return surveyed;
    }

    private List<Shipped<Surveyed>> collect(
            List<Shipped<List<InputFile>>> tasks,
            Surveyor executorSurveyor,
            Broadcast<SerializableConfiguration> conf,
            TaskMeter meter) {
        return TaskFailures.unwrapped(() -> spark.parallelize(tasks, tasks.size())
                .map(task -> survey(task.open(), executorSurveyor, conf.value().value(), meter))
                .collect());
    }

    private static Shipped<Surveyed> survey(
            List<InputFile> files, Surveyor surveyor, Configuration hadoop, TaskMeter meter) {
        Surveyed surveyed = new Surveyed();
        for (InputFile file : files) {
            surveyed.add(surveyor.survey(file, hadoop));
            meter.add(0, file.bytes());
        }
        return Shipped.of(surveyed);
    }
}
