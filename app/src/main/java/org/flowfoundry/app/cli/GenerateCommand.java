package org.flowfoundry.app.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.evaluation.fidelity.FidelityOptions;
import org.flowfoundry.evaluation.fidelity.PrivacyCheck;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.diffusion.DenoiserConfig;
import org.flowfoundry.generation.diffusion.SamplingPlan;
import org.flowfoundry.generation.flow.FlowGeneratorOptions;
import org.flowfoundry.generation.flow.FlowGeneratorOptions.Counting;
import org.flowfoundry.generation.flow.GenerateFlows;
import org.flowfoundry.generation.flow.GenerateFlowsOptions;
import org.flowfoundry.generation.flow.GeneratorTerms;
import org.flowfoundry.generation.series.GenerateSeries;
import org.flowfoundry.generation.series.GenerateSeriesOptions;
import org.flowfoundry.generation.series.GenerateSeriesResult;
import org.flowfoundry.generation.series.SeriesGeneratorOptions;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import org.flowfoundry.training.record.RecordSplit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@picocli.CommandLine.Command(
        name = "generate",
        sortOptions = false,
        description = "Synthetic flows, or series of packets, like a network's, by diffusion; to synthetic_flows or"
                + " synthetic_series. Trains a generator where there is none.")
final class GenerateCommand implements Command {

    private static final int BATCH = 512;
    private static final long STEPS = 2_500;

    /** Records of each kind that are looked at before anything is published. */
    private static final int CHECKED = 5_000;

    /** What can be generated. */
    enum Kind {
        /** Flow records. */
        flows,
        /** Series of packets or windows. */
        series
    }

    @Mixin
    CommonOptions common;

    @Mixin
    LakeOption lake;

    @Option(names = "--kind", required = true, description = "What to make: ${COMPLETION-CANDIDATES}.")
    Kind kind;

    @Option(names = "--rows", required = true, paramLabel = "N", description = "How many flows, or series.")
    long rows;

    @Option(names = "--domain", paramLabel = "NAME", description = "The network to learn from, and to be like.")
    String domain;

    @Option(
            names = "--from",
            paramLabel = "NAME[:VERSION]",
            description = "The generator, which is there. Default: flows-DOMAIN, trained first where it is not there.")
    String from;

    @Option(names = "--retrain", description = "Train another version of the generator first.")
    boolean retrain;

    @Option(
            names = "--learn",
            paramLabel = "FROM[..TO]",
            description = "Days to learn from, YYYY-MM-DD or YYYY-MM-DD..YYYY-MM-DD. Default: all.")
    String learned;

    @Option(
            names = "--date",
            paramLabel = "FROM[..TO]",
            description = "Days to make, which are replaced. Default: those that were learned from.")
    String dates;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "Network that the rows are filed under. Default: that of the generator.")
    String as;

    @Option(
            names = "--condition",
            paramLabel = "FIELD=VALUE",
            split = ",",
            description = "Only such flows, as in label=DoS or protocol=17; several with commas between.")
    List<String> conditions = List.of();

    @Option(names = "--balance", paramLabel = "FIELD", description = "Each value of this field equally often.")
    String balance;

    @Option(
            names = "--novel",
            negatable = true,
            description =
                    "Draw records again that equal ones that were learned from. Default: of generators that learned"
                            + " each distinct record once.")
    Boolean novel;

    @Option(
            names = "--together",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Fields that are drawn at once: faster, and less like the network from 2 on. Default: ${DEFAULT-VALUE}.")
    int together;

    @Option(
            names = "--guidance",
            paramLabel = "WEIGHT",
            defaultValue = "0",
            description = "How much more a condition counts than in the network. Default: ${DEFAULT-VALUE}.")
    double guidance;

    @Option(
            names = "--withhold",
            paramLabel = "FIELD",
            split = ",",
            description = "Fields that are not learned, such as source_port or attributes.NAME.")
    List<String> withheld = List.of();

    @Option(
            names = "--hold-out",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Records that are never learned from, so that fidelity has something to compare with."
                    + " Default: ${DEFAULT-VALUE}.")
    double heldOut;

    @Option(names = "--distinct", description = "Learn from each distinct record once.")
    boolean distinct;

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Records that tokens are fitted to. Default: ${DEFAULT-VALUE}.")
    int sample;

    @Option(names = "--accept-risk", description = "Publish the flows even where they may give real ones away.")
    boolean acceptRisk;

    @Option(names = "--width", description = "Of the network. Default: 256, of fields of series 32.")
    Integer width;

    @Option(names = "--blocks", description = "Of the network. Default: 3, of fields of series 1 at each resolution.")
    Integer blocks;

    @Option(names = "--dropout", defaultValue = "0.1", description = "Of the network. Default: ${DEFAULT-VALUE}.")
    double dropout;

    @Mixin
    SeriesOptions series;

    @Mixin
    PlanOptions plan;

    @Option(names = "--resume", description = "Go on with a training that was interrupted.")
    boolean resume;

    @Option(names = "--restart", description = "Throw away a training that was interrupted.")
    boolean restart;

    @Override
    public Outcome run(CommandContext context) {
        if (resume && restart) {
            throw new UsageException("--resume and --restart exclude each other. Give one of them.");
        }
        if (from != null && retrain) {
            throw new UsageException("--from takes a generator that is there, --retrain makes one. Give one of them.");
        }
        if (kind == Kind.series) {
            return Outcome.ok(series(context));
        }
        if (from == null && domain == null) {
            throw new UsageException(
                    "Which network? Give --domain NAME, or a generator that is there with --from NAME.");
        }
        String generator = from == null ? "flows-" + domain : from;
        return Outcome.ok(GenerateFlows.run(
                context.spark(),
                from == null ? training(generator) : null,
                retrain,
                rows(generator),
                (synthetic, terms) -> risks(context, synthetic, terms),
                context.progress()));
    }

    private GenerateSeriesResult series(CommandContext context) {
        List<String> domains = domain == null ? List.of() : List.of(domain);
        PartitionRange range =
                learned == null ? new PartitionRange(domains, null, null) : PartitionRange.of(domains, learned);
        String generator = from != null ? from : domain == null ? "series" : "series-" + domain;
        SeriesOptions.Shape shape = new SeriesOptions.Shape(width, blocks, dropout);
        SeriesGeneratorOptions training =
                from == null ? series.training(lake.uri, generator, range, shape, plan, begin()) : null;
        GenerateSeriesOptions wanted = new GenerateSeriesOptions(
                lake.uri, generator, rows, series.labels, series.sampling(guidance), plan.seed);
        return GenerateSeries.run(context.spark(), training, retrain, wanted, context.progress());
    }

    private Begin begin() {
        return resume ? Begin.RESUME : restart ? Begin.RESTART : Begin.NEW;
    }

    /** None where they are accepted; they are told all the same. */
    private List<String> risks(CommandContext context, Dataset<Row> synthetic, GeneratorTerms terms) {
        List<String> risks = terms.split().heldOut() == 0
                ? List.of("nothing was held out that they could be compared with (--hold-out 0)")
                : found(context, synthetic, terms);
        if (acceptRisk) {
            risks.forEach(risk -> context.progress().note("Accepted: " + risk));
            return List.of();
        }
        return risks;
    }

    private List<String> found(CommandContext context, Dataset<Row> synthetic, GeneratorTerms terms) {
        Lake real = Lake.open(context.spark(), lake.uri);
        Dataset<Row> flows = real.read(IngestTables.FLOWS, new PartitionRange(List.of(terms.domain()), null, null));
        FidelityOptions.Real how =
                new FidelityOptions.Real(terms.split(), terms.fields(), Set.of(), null, terms.isDistinct());
        return PrivacyCheck.of(flows, synthetic, how, CHECKED, plan.seed).risks();
    }

    private FlowGeneratorOptions training(String generator) {
        PartitionRange range = learned == null ? PartitionRange.ALL : PartitionRange.of(List.of(), learned);
        return new FlowGeneratorOptions(
                lake.uri,
                range,
                domain,
                generator,
                new DenoiserConfig(width == null ? 256 : width, blocks == null ? 3 : blocks, dropout),
                new FlowGeneratorOptions.Data(
                        withheld,
                        new RecordSplit(heldOut, plan.seed),
                        distinct ? Counting.DISTINCT : Counting.ALL,
                        sample,
                        0),
                plan.planOfGenerator(STEPS, BATCH),
                begin());
    }

    private GenerateFlowsOptions rows(String generator) {
        PartitionRange days = dates == null ? PartitionRange.ALL : PartitionRange.of(List.of(), dates);
        Map<String, String> named = new TreeMap<>();
        for (String condition : conditions) {
            int equals = condition.indexOf('=');
            if (equals < 1) {
                throw GenerationErrors.badCondition(condition);
            }
            named.put(condition.substring(0, equals), condition.substring(equals + 1));
        }
        return new GenerateFlowsOptions(
                lake.uri,
                generator,
                rows,
                as,
                days.from(),
                days.to(),
                named,
                balance,
                novel,
                new SamplingPlan(together, guidance),
                plan.seed);
    }
}
