package org.flowfoundry.training.pretrain;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.engine.TrainingProgram;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.sequence.EncoderFit;
import org.flowfoundry.training.sequence.SequenceBatch;
import org.flowfoundry.training.sequence.SequenceJob;
import org.flowfoundry.training.sequence.SequenceOptions;
import org.flowfoundry.training.sequence.Sequences;
import org.flowfoundry.training.sequence.SeriesEncoder;
import org.flowfoundry.training.sequence.SeriesTable;
import org.flowfoundry.training.sequence.ShardSource;
import org.flowfoundry.training.sequence.Split.Part;

/** Generative pre-training on {@code host_series}. */
final class SeriesPretraining implements Pretraining<SequenceBatch> {

    private final Lake lake;
    private final PretrainOptions options;
    private final Progress progress;
    private final SeriesTable table;
    private Sequences sequences;
    private SeriesEncoder encoder;

    SeriesPretraining(Lake lake, PretrainOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
        progress.stage("reading host series");
        this.table =
                SeriesTable.open(lake, options.range(), options.data().features());
    }

    @Override
    public void prepare(Workspace workspace, int workers) {
        sequences = SequenceJob.run(lake, table, options.data().features(), sequenceOptions(workers), progress);
        encoder = workspace.encoder(SeriesEncoder.class, this::fitted);
    }

    private SequenceOptions sequenceOptions(int workers) {
        int context = options.model().context();
        int shards = PretrainJob.shards(options.data().shards(), workers);
        return new SequenceOptions(options.range(), options.data().split(), context, context / 2, shards);
    }

    private SeriesEncoder fitted() {
        progress.stage("fitting the encoder");
        Dataset<Row> rows = table.rows().where(options.data().split().condition(Part.TRAINING));
        return EncoderFit.fit(
                table, rows, options.data().features(), options.data().bins(), progress);
    }

    @Override
    public long trainingRows() {
        return sequences.training().allRows();
    }

    @Override
    public long validationRows() {
        return sequences.validation().allRows();
    }

    @Override
    public TrainingProgram<SequenceBatch> program(int validationBatches) {
        Configuration conf = lake.spark().sessionState().newHadoopConf();
        return new NextWindowProgram(
                options.model(),
                encoder,
                options.targets(),
                new ShardSource(conf, sequences, sequences.training()),
                new ShardSource(conf, sequences, sequences.validation()),
                sequences.version(),
                options.training().batchRows(),
                validationBatches,
                options.training().seed());
    }

    @Override
    public ModelVersion register(TrainingResult trained) {
        return new Registration(lake, options, table, progress).register(encoder, sequences, trained);
    }

    @Override
    public PretrainResult.Examples examples() {
        return new PretrainResult.Examples(
                "windows",
                sequences.training().windows(),
                sequences.validation().windows());
    }
}
