package org.flowfoundry.training.pretrain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.training.engine.TrainingResult;
import org.flowfoundry.training.gnn.GraphPredictor;
import org.flowfoundry.training.gnn.LinkHeuristic;
import org.flowfoundry.training.gnn.LinkQuality;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.graph.GraphBatches;
import org.flowfoundry.training.graph.GraphFlows;
import org.flowfoundry.training.graph.GraphRule;
import org.flowfoundry.training.graph.PieceSource;
import org.flowfoundry.training.graph.Pieces;
import org.flowfoundry.training.pretrain.Publication.Subject;
import org.flowfoundry.training.registry.ModelCard.TrainingData;
import org.flowfoundry.training.registry.ModelVersion;
import org.flowfoundry.training.registry.SavedGraph;
import org.flowfoundry.training.tensor.NativeEngine;

/** Registers what the pre-training of a graph network came to. */
final class GraphRegistration {

    /** Pieces that link quality is measured on, in the driver. */
    private static final int MOST_PIECES = 64;

    private static final List<String> LIMITS = List.of(
            "It knows flows of the networks and days named here; of another network it knows no fields before it has been"
                    + " trained on that network's own, unlabelled.",
            "It has learned which hosts talk to each other and what their flows are like, not what an attack is.",
            "Link metrics are of validation hosts' flows, each beside heuristics on the same visible flows.");

    private final Lake lake;
    private final GraphPretrainOptions options;
    private final GraphFlows flows;
    private final Progress progress;

    GraphRegistration(Lake lake, GraphPretrainOptions options, GraphFlows flows, Progress progress) {
        this.lake = lake;
        this.options = options;
        this.flows = flows;
        this.progress = progress;
    }

    ModelVersion register(
            SavedGraph.Description description, Pieces pieces, PieceSource validation, TrainingResult trained) {
        progress.stage("measuring link prediction");
        Map<String, Double> metrics = quality(description, validation, trained.bestParameters());
        metrics.put("validation_flows", (double) pieces.validation().allFlows());
        progress.stage("registering the model");
        Subject subject = new Subject(
                SavedGraph.KIND,
                data(pieces),
                Publication.split(options.data().split().shares()),
                settings(),
                metrics,
                LIMITS);
        return new Publication(lake, options, progress)
                .publish(SavedGraph.files(description, trained.bestParameters()), subject, trained);
    }

    /** Always without a leak, even where the training had one: so that the two can be compared. */
    private Map<String, Double> quality(
            SavedGraph.Description description, PieceSource validation, float[] parameters) {
        GraphRule rule = options.rule();
        double hidden = rule.hiddenShare() > 0 ? rule.hiddenShare() : GraphRule.DEFAULT.hiddenShare();
        GraphRule honest = new GraphRule(rule.lookBack(), hidden, GraphRule.DEFAULT.hardShare(), 0, false);
        List<GraphBatch> batches = new ArrayList<>();
        try (GraphBatches stream = validation.open(
                        0, 1, 1, honest, options.data().split().shares().seed());
                GraphPredictor predictor = GraphPredictor.open(description.model(), parameters, NativeEngine.onCpu())) {
            for (int i = 0; i < Math.min(MOST_PIECES, stream.batchesPerEpoch()); i++) {
                batches.add(stream.next());
            }
            return metrics(LinkQuality.of(predictor, batches));
        }
    }

    private static Map<String, Double> metrics(LinkQuality quality) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("link_questions", (double) quality.questions());
        put(metrics, "link_auc_hosts", quality.hosts());
        put(metrics, "link_auc_flow", quality.flow());
        for (LinkHeuristic heuristic : LinkHeuristic.values()) {
            String name = heuristic.name().toLowerCase(Locale.ROOT);
            put(metrics, "link_auc_" + name, quality.heuristics().get(heuristic));
        }
        return metrics;
    }

    private static void put(Map<String, Double> metrics, String name, LinkQuality.Auc auc) {
        metrics.put(name, auc.all());
        metrics.put(name + "_hard", auc.hard());
        metrics.put(name + "_easy", auc.easy());
    }

    private TrainingData data(Pieces pieces) {
        return new TrainingData(
                "flows",
                pieces.version(),
                flows.domains(),
                flows.from().toString(),
                flows.to().toString(),
                0,
                pieces.training().allFlows());
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("fields", options.data().fields().name().toLowerCase(Locale.ROOT));
        settings.put("withheld", String.join(",", options.data().withheld()));
        settings.put("split_by", options.data().split().unit().name().toLowerCase(Locale.ROOT));
        settings.put("continued", options.continued() == null ? "none" : options.continued());
        settings.putAll(Settings.of("model.", options.model()));
        settings.putAll(Settings.of("pieces.", options.data().shape()));
        settings.putAll(Settings.of("rule.", options.rule()));
        settings.putAll(Settings.of("weights.", options.weights()));
        return settings;
    }
}
