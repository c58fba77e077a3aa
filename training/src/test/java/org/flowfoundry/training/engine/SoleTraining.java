package org.flowfoundry.training.engine;

import org.apache.hadoop.conf.Configuration;
import org.flowfoundry.training.collective.SoleWorker;
import org.flowfoundry.training.tensor.NativeEngine;

/** The engine's training by one worker, on the caller's thread and without Spark. */
public final class SoleTraining {

    private SoleTraining() {}

    /** @param folder of this training, which is not there yet */
    public static <B> TrainingResult run(
            TrainingProgram<B> program, TrainingConfig config, String folder, NativeEngine engine) {
        RunFolder runFolder = RunFolder.open(new Configuration(), folder);
        new WorkerTraining<>(program, config, runFolder, "sole", engine).run(new SoleWorker(), () -> {});
        return runFolder.result();
    }
}
