package org.flowfoundry.app.cli;

import java.util.List;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.generation.image.DiffusionConfig;
import org.flowfoundry.generation.image.SamplingMethod;
import org.flowfoundry.generation.series.GenerateSeriesOptions;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Sampling;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Source;
import org.flowfoundry.generation.series.GenerateSeriesOptions.Training;
import picocli.CommandLine.Option;

/** What belongs to {@code generate --kind series} alone. */
final class SeriesOptions {

    @Option(
            names = "--source",
            defaultValue = "packets",
            description =
                    "With --kind series: the first packets of biflows, bytes of hosts' windows, or what is in table series:"
                            + " ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Source source;

    @Option(
            names = "--form",
            defaultValue = "places",
            description = "With --kind series: what is diffused: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    DiffusionConfig.Form form;

    @Option(
            names = "--series-steps",
            paramLabel = "N",
            defaultValue = "10",
            description = "With --kind series: most steps of a series. Default: ${DEFAULT-VALUE}.")
    int steps;

    @Option(
            names = "--sampler",
            defaultValue = "ancestral",
            description = "With --kind series: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    SamplingMethod sampler;

    @Option(
            names = "--evaluations",
            paramLabel = "N",
            defaultValue = "50",
            description = "With --kind series: how often the network is asked for a series. Default: ${DEFAULT-VALUE}.")
    int evaluations;

    @Option(
            names = "--label",
            paramLabel = "NAME",
            split = ",",
            description = "With --kind series: only of these classes, with commas between. Default: as they occur.")
    List<String> labels = List.of();

    GenerateSeriesOptions options(
            String lake, String name, PartitionRange range, long rows, PlanOptions plan, double guidance) {
        Training usual = Training.defaults(form);
        Training training = new Training(
                form,
                steps,
                usual.width(),
                usual.blocks(),
                plan.steps == 0 ? usual.updates() : plan.steps,
                plan.batch == null ? usual.batchRows() : plan.batch,
                usual.learningRate(),
                usual.averageDecay(),
                usual.resources());
        return new GenerateSeriesOptions(
                lake,
                name,
                source,
                range,
                rows,
                labels,
                plan.seed,
                training,
                new Sampling(sampler, evaluations, guidance));
    }
}
