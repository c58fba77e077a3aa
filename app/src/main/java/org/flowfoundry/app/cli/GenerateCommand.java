package org.flowfoundry.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.app.synthetic.PrivacyGate;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.etl.export.ExportJob;
import org.flowfoundry.etl.export.ExportOptions;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.diffusion.DenoiserConfig;
import org.flowfoundry.generation.diffusion.SamplingPlan;
import org.flowfoundry.generation.flow.FlowGeneratorOptions;
import org.flowfoundry.generation.flow.FlowGeneratorOptions.Counting;
import org.flowfoundry.generation.flow.GenerateFlows;
import org.flowfoundry.generation.flow.GenerateFlowsOptions;
import org.flowfoundry.generation.flow.GenerateFlowsResult;
import org.flowfoundry.generation.flow.PublicationGate;
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

    private static final int WIDTH = 192;
    private static final int BLOCKS = 2;
    private static final int BATCH = 256;
    private static final long STEPS = 2_200;
    private static final int LONGEST_DOMAIN = 64;
    private static final String NAMED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

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

    @Option(
            names = {"--like", "--domain"},
            paramLabel = "NAME",
            description = "The network to learn from, and to be like.")
    String domain;

    @Option(
            names = "--from",
            paramLabel = "NAME[:VERSION]",
            description =
                    "The generator, which is there. Default: flows-NAME of --like NAME, trained first where it is not there.")
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
            description =
                    "Draw flows again that equal, but for hosts and times, ones that were learned from. They are less"
                            + " like the network for it: what many flows have in common is missing.")
    boolean novel;

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

    @Option(names = "--distinct", description = "Learn from each distinct record once, and make each once.")
    boolean distinct;

    @Option(
            names = "--sample",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Records that tokens are fitted to. Default: ${DEFAULT-VALUE}.")
    int sample;

    @Option(names = "--accept-risk", description = "Publish the flows even where they may give real ones away.")
    boolean acceptRisk;

    @Option(names = "--width", description = "Of the network. Default: 192, of series 256, of their fields 32.")
    Integer width;

    @Option(
            names = "--blocks",
            description = "Of the network. Default: 2, of series 3, of their fields 1 at each resolution.")
    Integer blocks;

    @Option(names = "--dropout", defaultValue = "0.15", description = "Of the network. Default: ${DEFAULT-VALUE}.")
    double dropout;

    @Mixin
    GeneratedFiles files;

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
        requireNothingToLearn();
        ExportOptions export = files.options(lake.uri);
        if (kind == Kind.series) {
            requireNothingOfFlows();
            return Outcome.ok(series(context));
        }
        if (!series.labels.isEmpty()) {
            throw new UsageException("--label goes with --kind series. Flows of a class: --condition label=NAME.");
        }
        requireOneNetwork();
        String generator = from == null ? modelOf("flows") : from;
        FlowGeneratorOptions training = from == null ? training(generator) : null;
        GenerateFlowsOptions options = rows(generator);
        SparkSession spark = context.spark();
        if (export != null) {
            ExportJob.check(spark, export);
        }
        GenerateFlowsResult made =
                GenerateFlows.run(spark, training, retrain, options, gate(context), context.progress());
        return export == null
                ? Outcome.ok(made)
                : Outcome.ok(GeneratedFiles.export(spark, export, made, context.progress()));
    }

    private void requireNothingToLearn() {
        if (from != null && (retrain || resume || restart || learned != null)) {
            throw new UsageException(
                    "--from takes a generator that is there; --retrain, --learn, --resume and --restart"
                            + " are about making one. Give --like NAME instead of --from, or leave them out.");
        }
    }

    private void requireNothingOfFlows() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("--export", files.format);
        given.put("--as", as);
        given.put("--date", dates);
        given.put("--condition", conditions.isEmpty() ? null : conditions);
        given.put("--balance", balance);
        given.put("--novel", novel ? true : null);
        given.put("--distinct", distinct ? true : null);
        given.put("--withhold", withheld.isEmpty() ? null : withheld);
        given.values().removeIf(Objects::isNull);
        if (!given.isEmpty()) {
            throw new UsageException(String.join(", ", given.keySet())
                    + ": only flows can be made so. Leave out, or give --kind flows.");
        }
    }

    /** A generator has its network, and has learned what it learned. */
    private void requireOneNetwork() {
        if (from == null && (domain == null || domain.isBlank())) {
            throw new UsageException("Which network? Give --like NAME, or a generator that is there with --from NAME.");
        }
        if (from != null && domain != null) {
            throw new UsageException(
                    "--from takes a generator, which has learned its network; --like names a network to"
                            + " learn from. Give one of them; --as NAME files the flows under another name.");
        }
        if (as != null && (as.isBlank() || !as.equals(as.strip()) || as.length() > LONGEST_DOMAIN)) {
            throw new UsageException(
                    "--as '" + as + "' cannot name a network: it is empty, begins or ends with a blank, or has"
                            + " more than " + LONGEST_DOMAIN + " characters. Give a name such as lab.");
        }
        if (from == null && heldOut == 0 && !acceptRisk) {
            throw new UsageException(
                    "--hold-out 0 leaves no flows that synthetic ones could be compared with before they"
                            + " are published. Give a share above 0, such as 0.2, or publish unchecked with --accept-risk.");
        }
    }

    /** The name of the network's model; what a model's name cannot have, but a network's can, is told by its number. */
    private String modelOf(String what) {
        StringBuilder name = new StringBuilder(what + "-");
        domain.chars()
                .mapToObj(letter -> NAMED.indexOf(letter) >= 0
                        ? String.valueOf((char) letter)
                        : String.format(Locale.ROOT, "_%02x", letter))
                .forEach(name::append);
        return name.toString();
    }

    private GenerateSeriesResult series(CommandContext context) {
        List<String> domains = domain == null ? List.of() : List.of(domain);
        PartitionRange range =
                learned == null ? new PartitionRange(domains, null, null) : PartitionRange.of(domains, learned);
        String generator = from != null ? from : domain == null ? "series" : modelOf("series");
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

    /** Lets all pass where risks are accepted; they are told all the same. */
    private PublicationGate gate(CommandContext context) {
        PublicationGate gate = new PrivacyGate(lake.uri, plan.seed);
        if (!acceptRisk) {
            return gate;
        }
        return (synthetic, terms) -> {
            gate.risks(synthetic, terms).forEach(risk -> context.progress().note("Accepted: " + risk));
            return List.of();
        };
    }

    private FlowGeneratorOptions training(String generator) {
        PartitionRange range = learned == null ? PartitionRange.ALL : PartitionRange.of(List.of(), learned);
        return new FlowGeneratorOptions(
                lake.uri,
                range,
                domain,
                generator,
                shape(),
                new FlowGeneratorOptions.Data(
                        withheld,
                        new RecordSplit(heldOut, plan.seed),
                        distinct ? Counting.DISTINCT : Counting.ALL,
                        sample,
                        0),
                plan.planOfGenerator(STEPS, BATCH),
                begin());
    }

    private DenoiserConfig shape() {
        try {
            return new DenoiserConfig(width == null ? WIDTH : width, blocks == null ? BLOCKS : blocks, dropout);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--width " + width + ", --blocks " + blocks + ", --dropout " + dropout + ": "
                    + e.getMessage() + ".");
        }
    }

    private SamplingPlan sampling() {
        try {
            return new SamplingPlan(together, guidance);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--together " + together + ", --guidance " + guidance + ": " + e.getMessage() + ".");
        }
    }

    private GenerateFlowsOptions rows(String generator) {
        PartitionRange days = dates == null ? PartitionRange.ALL : PartitionRange.of(List.of(), dates);
        Map<String, String> named = named();
        if (balance != null && named.containsKey(balance)) {
            throw new UsageException("--balance " + balance + " wants each of its values, --condition " + balance + "="
                    + named.get(balance) + " only one. Give one of them.");
        }
        return new GenerateFlowsOptions(
                lake.uri, generator, rows, as, days.from(), days.to(), named, balance, novel, sampling(), plan.seed);
    }

    /** Values by fields. */
    private Map<String, String> named() {
        Map<String, String> named = new TreeMap<>();
        for (String condition : conditions) {
            int equals = condition.indexOf('=');
            if (equals < 1) {
                throw GenerationErrors.badCondition(condition);
            }
            String field = condition.substring(0, equals);
            if (named.put(field, condition.substring(equals + 1)) != null) {
                throw new UsageException("--condition gives field '" + field
                        + "' two values, and a flow has one. Give one;"
                        + " run the command for each value, or make all equally often with --balance " + field + ".");
            }
        }
        return named;
    }
}
