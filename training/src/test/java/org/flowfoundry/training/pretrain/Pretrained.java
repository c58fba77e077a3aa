package org.flowfoundry.training.pretrain;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.engine.TrainingRun;
import org.flowfoundry.training.model.ModelConfig;
import org.flowfoundry.training.model.Targets;
import org.flowfoundry.training.sequence.Sequences;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.sequence.ShardSource;

/** Pre-trains as {@link PretrainJob} does, of one encoder and one set of sequences, and registers nothing. */
public final class Pretrained {

    private static final int VALIDATION_BATCHES = 20;

    private Pretrained() {}

    /**
     * The result of a training.
     *
     * @param folder of the training, deleted at its end
     */
    public static TrainingResult train(
            Lake lake,
            ModelConfig config,
            SeriesEncoder encoder,
            Sequences sequences,
            TrainingPlan plan,
            Path folder,
            Progress progress)
            throws IOException {
        Configuration conf = lake.spark().sessionState().newHadoopConf();
        long rows = sequences.validation().allRows();
        NextWindowProgram program = new NextWindowProgram(
                config,
                encoder,
                Targets.HARD,
                new ShardSource(conf, sequences, sequences.training()),
                new ShardSource(conf, sequences, sequences.validation()),
                sequences.version(),
                plan.batchRows(),
                (int) Math.max(1, Math.min(VALIDATION_BATCHES, rows / plan.batchRows())),
                plan.seed());
        try {
            return new TrainingRun(lake.spark(), progress)
                    .train(program, plan.config(sequences.training().allRows(), 1), folder.toString(), false);
        } finally {
            lake.fileSystem().delete(folder, true);
        }
    }
}
