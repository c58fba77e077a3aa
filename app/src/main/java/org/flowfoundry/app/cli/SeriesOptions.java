package org.flowfoundry.app.cli;

import java.util.List;
import org.flowfoundry.core.error.UsageException;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.generation.image.SamplingMethod;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.generation.series.SeriesGeneratorOptions;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Data;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Form;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Model;
import org.flowfoundry.generation.series.SeriesGeneratorOptions.Source;
import org.flowfoundry.training.pretrain.PretrainOptions.Begin;
import picocli.CommandLine.Option;

/** What belongs to {@code generate --kind series} alone. */
final class SeriesOptions {

    private static final SamplingMethod USUAL_SAMPLER = SamplingMethod.ANCESTRAL;
    private static final int USUAL_EVALUATIONS = 50;
    private static final double VALIDATION = 0.1;

    @Option(
            names = "--source",
            defaultValue = "packets",
            description =
                    "With --kind series: the first packets of biflows, bytes of hosts' windows, or what is in table series:"
                            + " ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Source source;

    @Option(
            names = "--form",
            defaultValue = "tokens",
            description = "With --kind series: what is diffused: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Form form;

    @Option(
            names = "--series-steps",
            paramLabel = "N",
            defaultValue = "10",
            description = "With --kind series: most steps of a series. Default: ${DEFAULT-VALUE}.")
    int steps;

    @Option(
            names = "--sampler",
            description = "With --form places or fields: ${COMPLETION-CANDIDATES}. Default: ancestral.")
    SamplingMethod sampler;

    @Option(
            names = "--evaluations",
            paramLabel = "N",
            description = "With --form places or fields: how often the network is asked for a series. Default: 50.")
    Integer evaluations;

    @Option(
            names = "--label",
            paramLabel = "NAME",
            split = ",",
            description = "With --kind series: only of these classes, with commas between. Default: as they occur.")
    List<String> labels = List.of();

    SeriesGeneratorOptions training(
            String lake, String name, PartitionRange range, Shape shape, PlanOptions plan, Begin begin) {
        Usual usual = Usual.of(form);
        Model model = new Model(
                form,
                steps,
                shape.width() == null ? usual.width() : shape.width(),
                shape.blocks() == null ? usual.blocks() : shape.blocks(),
                shape.dropout());
        return new SeriesGeneratorOptions(
                lake,
                name,
                source,
                range,
                model,
                new Data(VALIDATION, plan.seed, 0),
                plan.planOfGenerator(usual.updates(), usual.batch()),
                begin);
    }

    /** The network as the command was given it; null = as usual. */
    record Shape(Integer width, Integer blocks, double dropout) {}

    /** The settings whose results docs/series.md tells. */
    private record Usual(int width, int blocks, int updates, int batch) {

        static Usual of(Form form) {
            return switch (form) {
                case TOKENS -> new Usual(256, 3, 1_000, 256);
                case PLACES -> new Usual(256, 3, 8_000, 256);
                case FIELDS -> new Usual(32, 1, 3_000, 64);
            };
        }
    }

    Sampling sampling(double guidance) {
        if (form == Form.TOKENS && (sampler != null || evaluations != null)) {
            throw new UsageException(
                    "--sampler and --evaluations go with --form places or fields only: tokens are drawn one"
                            + " after the other. Leave them out, or give --form.");
        }
        return new Sampling(
                sampler == null ? USUAL_SAMPLER : sampler,
                evaluations == null ? USUAL_EVALUATIONS : evaluations,
                guidance);
    }
}
