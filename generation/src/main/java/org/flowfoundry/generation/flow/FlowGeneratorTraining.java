package org.flowfoundry.generation.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.diffusion.Slots;
import org.flowfoundry.generation.diffusion.TokenBatch;
import org.flowfoundry.generation.flow.FlowGenerator.Description;
import org.flowfoundry.generation.flow.FlowGeneratorOptions.Counting;
import org.flowfoundry.generation.network.NetworkFit;
import org.flowfoundry.generation.shard.TokenShards;
import org.flowfoundry.generation.shard.TokenSource;
import org.flowfoundry.generation.token.NameTokens;
import org.flowfoundry.generation.token.RecordCodec;
import org.flowfoundry.training.engine.TrainingProgram;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.pretrain.PretrainJob;
import org.flowfoundry.training.pretrain.PretrainResult;
import org.flowfoundry.training.pretrain.Pretraining;
import org.flowfoundry.training.pretrain.Publication;
import org.flowfoundry.training.pretrain.Publication.Subject;
import org.flowfoundry.training.pretrain.Settings;
import org.flowfoundry.training.pretrain.Workspace;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordTable;
import org.flowfoundry.training.registry.ModelCard.TrainingData;
import org.flowfoundry.training.registry.ModelVersion;

/** From a network's flows to a registered generator of such flows. */
final class FlowGeneratorTraining implements Pretraining<TokenBatch> {

    private static final List<String> LIMITS = List.of(
            "It makes flows like those of the network and days named here, one after the other: what several flows have to do with"
                    + " each other comes from a model of hosts, pairs and times beside it.",
            "It is no proof of privacy: measure each of its tables with 'flowfoundry fidelity'.");

    private static final int LEAST_RECORDS = 50;

    private final Lake lake;
    private final FlowGeneratorOptions options;
    private final Progress progress;
    private final FlowRecords flows;
    private Description description;
    private TokenShards shards;

    FlowGeneratorTraining(Lake lake, FlowGeneratorOptions options, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.progress = progress;
        progress.stage("reading flows");
        this.flows = FlowRecords.open(lake, options.domain(), options.range());
    }

    /** Trains to the end, or goes on. */
    static PretrainResult run(Lake lake, FlowGeneratorOptions options, Progress progress) {
        return PretrainJob.run(lake, options, new FlowGeneratorTraining(lake, options, progress), progress);
    }

    @Override
    public void prepare(Workspace workspace, int shardCount, int workers) {
        description = workspace.encoder(Description.class, this::fitted);
        ClassRepeats repeats = new ClassRepeats(description.slots().classSlot(), description.repeats());
        shards = new TokenJob(lake, flows, rule(), options.data().counting(), description.codec(), repeats, shardCount)
                .run(progress);
    }

    private FlowPart.Rule rule() {
        return new FlowPart.Rule(
                options.data().split(),
                FlowRecords.withoutPlaces(description.codec().recordFields()));
    }

    private Description fitted() {
        progress.stage("fitting tokens");
        int sample = options.data().sample();
        long seed = options.data().split().seed();
        List<RecordField> fields = flows.fields(Set.copyOf(options.data().withheld()), sample, seed);
        FlowPart.Rule rule = new FlowPart.Rule(options.data().split(), fields);
        RecordTable records = flows.sample(FlowPart.TRAINING, rule, FlowRecords.withPlaces(fields), sample, seed);
        if (records.rows() < LEAST_RECORDS) {
            throw GenerationErrors.tooFewRecords(options.domain(), records.rows(), LEAST_RECORDS);
        }
        RecordCodec codec = RecordCodec.fit(records);
        List<Long> classes = classes(codec, records);
        progress.stage("fitting hosts and times");
        return new Description(
                FlowGenerator.KIND,
                options.domain(),
                options.model(),
                codec,
                options.data().split(),
                options.data().counting(),
                classes,
                ClassRepeats.times(classes),
                NetworkFit.fit(flows.learned(rule)),
                flows.from().toString(),
                flows.to().toString());
    }

    /** Of the sample: what the whole has is counted when it is encoded. */
    private List<Long> classes(RecordCodec codec, RecordTable sample) {
        if (!(codec.tokens(FlowGenerator.LABEL) instanceof NameTokens names)) {
            return List.of();
        }
        RecordTable counted = options.data().counting() == Counting.DISTINCT
                ? sample.without(FlowRecords.PLACE_NAMES).distinct()
                : sample;
        return names.counts(counted.names(counted.indexOf(FlowGenerator.LABEL)));
    }

    @Override
    public long trainingRows() {
        return shards.training().allRows();
    }

    @Override
    public long validationRows() {
        return shards.validation().allRows();
    }

    @Override
    public TrainingProgram<TokenBatch> program(int validationBatches) {
        Configuration conf = lake.spark().sessionState().newHadoopConf();
        int[] sizes = description.codec().slotSizes();
        return new MaskedProgram(
                options.model(),
                description.slots(),
                new TokenSource(conf, shards.training(), sizes),
                new TokenSource(conf, shards.validation(), sizes),
                shards.version(),
                options.training().batchRows(),
                validationBatches,
                options.training().seed());
    }

    @Override
    public ModelVersion register(TrainingResult trained) {
        progress.stage("registering the generator");
        Map<String, String> split = new LinkedHashMap<>();
        split.put("held_out", String.valueOf(options.data().split().heldOut()));
        split.put("seed", String.valueOf(options.data().split().seed()));
        Map<String, String> settings = new LinkedHashMap<>(Settings.of("model.", options.model()));
        settings.put("counting", options.data().counting().name().toLowerCase(Locale.ROOT));
        settings.put("withheld", String.join(",", options.data().withheld()));
        Map<String, Double> metrics = Map.of("validation_flows", (double) validationRows());
        return new Publication(lake, options, progress)
                .publish(
                        FlowGenerator.files(description.withClasses(classes()), trained.bestParameters()),
                        new Subject(FlowGenerator.KIND, data(), split, settings, metrics, LIMITS),
                        trained);
    }

    private List<Long> classes() {
        int slot = description.slots().classSlot();
        return slot == Slots.NONE
                ? List.of()
                : shards.training()
                        .tokenCounts(lake.spark(), slot, description.codec().slotSizes()[slot]);
    }

    private TrainingData data() {
        return new TrainingData(
                "flows",
                shards.version(),
                List.of(options.domain()),
                flows.from().toString(),
                flows.to().toString(),
                0,
                learned());
    }

    /** Flows that were learned, however often each was in the training data. */
    private long learned() {
        List<Long> classes = classes();
        return classes.isEmpty()
                ? trainingRows()
                : classes.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public PretrainResult.Examples examples() {
        return new PretrainResult.Examples("flows", trainingRows(), validationRows());
    }
}
