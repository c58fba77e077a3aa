package org.flowfoundry.evaluation.protocol;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.evaluation.protocol.FlowEmbedding.Unseen;
import org.flowfoundry.evaluation.task.Task;
import org.flowfoundry.training.flows.FlowEncoder;
import org.flowfoundry.training.graph.FlowPart;
import org.flowfoundry.training.graph.KeyedPiece.Key;

/**
 * From a domain's flows to rows that methods may be compared on: what no model may see is dropped, then duplicates, then rows
 * are split, then few are drawn; the encoder is fitted to the unlabelled training rows.
 *
 * <p>Cost: some scans of the domain's flows, a shuffle of one short row per different flow, and for the context a sort of
 * twice the flows. At the driver: the rows drawn.
 */
public final class Protocol {

    /** Different flows that a class must have. */
    public static final int LEAST_ROWS = 20;

    private static final int MOST_SHOTS_NOTED = 100;

    private final String domain;
    private final Task task;
    private final Dataset<Row> flows;
    private final Dataset<Row> signed;
    private final List<FlowEmbedding> networks;
    private final Unseen unseen;
    private final List<String> notes = new ArrayList<>();

    private Protocol(Dataset<Row> flows, String domain, Task task, List<FlowEmbedding> networks) {
        this.domain = domain;
        this.task = task;
        this.networks = networks.stream().filter(this::mayRead).toList();
        this.flows = flows;
        Set<String> columns = new LinkedHashSet<>(FlowEncoder.COLUMNS);
        columns.addAll(FlowPart.COLUMNS);
        columns.add("label");
        this.unseen = unseen();
        this.signed = new LabelledFlows(task, unseen)
                .signed(flows.select(columns.stream().map(name -> col(name)).toArray(Column[]::new)));
    }

    /**
     * Prepares a domain.
     *
     * @param flows the domain's rows of the table {@code flows}
     * @param networks each gives a view of its name
     */
    public static PreparedDomain prepare(
            Dataset<Row> flows, String domain, Task task, SplitKind split, long seed, List<FlowEmbedding> networks) {
        return new Protocol(flows, domain, task, networks).run(split, seed);
    }

    /** A network that reads what the task asks for takes no part. */
    private boolean mayRead(FlowEmbedding network) {
        Set<String> answers = new TreeSet<>(network.fields(domain));
        answers.retainAll(task.withheld());
        if (!answers.isEmpty()) {
            notes.add("Left out: " + network.name() + ", which reads " + String.join(", ", answers)
                    + ", which is what the task asks for. Pretrain it with --withhold " + String.join(",", answers)
                    + ".");
        }
        return answers.isEmpty();
    }

    /** Null where no network knows the domain. */
    private Unseen unseen() {
        boolean timed = !flows.where(col("flow_start").isNotNull()).isEmpty();
        List<Unseen> all = new ArrayList<>();
        for (FlowEmbedding network : networks) {
            Unseen one = network.unseen(domain, timed);
            if (one != null) {
                all.add(one);
            }
        }
        return all.isEmpty() ? null : Unseen.byAll(all);
    }

    private PreparedDomain run(SplitKind kind, long seed) {
        Dataset<Row> distinct = LabelledFlows.distinct(signed, unseen != null).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            ClassCensus census = ClassCensus.of(domain, task, distinct);
            List<String> classes = census.classes(flows, notes);
            Dataset<Row> rows = distinct.where(col("class").isin(classes.toArray()));
            Split split = new Splitter(domain, rows, classes, unseen != null, seed).split(kind);
            if (split.note() != null) {
                notes.add(split.note());
            }
            List<String> both = split.classes();
            if (task.ordinary() != null && !both.contains(task.ordinary())) {
                throw EvaluationErrors.ordinaryNotHeldOut(domain, task.ordinary());
            }
            List<ChosenRow> chosen =
                    new Sampler(seed).draw(rows.where(col("class").isin(both.toArray())), split.isTest(), both);
            return data(census, both, split.kind(), chosen);
        } finally {
            distinct.unpersist();
        }
    }

    private PreparedDomain data(ClassCensus census, List<String> classes, SplitKind split, List<ChosenRow> chosen) {
        RowValues values = new RowValues(signed, chosen, task);
        List<ChosenRow> training = chosen.stream().filter(row -> !row.isTest()).toList();
        List<ChosenRow> drawn = chosen.stream().filter(ChosenRow::isTest).toList();
        Set<Integer> alike = LeakDetector.alike(values.own(training), values.own(drawn));
        List<ChosenRow> tested = IntStream.range(0, drawn.size())
                .filter(i -> !alike.contains(i))
                .mapToObj(drawn::get)
                .toList();
        requireEach(tested, classes);
        LeakDetector detector = new LeakDetector(domain, split);
        detector.check(training, values.own(training), tested, values.own(tested));
        detector.check(networks, tested);
        List<ChosenRow> pool = training.stream().filter(ChosenRow::inPool).toList();
        List<ChosenRow> candidates =
                training.stream().filter(ChosenRow::isCandidate).toList();
        noteScarce(candidates, classes);
        List<View> views = views(values, chosen, pool, candidates, tested);
        DomainData.Counts counts = new DomainData.Counts(
                flows.count(),
                census.labelled(),
                census.distinct(),
                pool.size(),
                candidates.size(),
                tested.size(),
                alike.size());
        DomainData data = new DomainData(
                domain, task.name(), classes, split, counts, notes, views, labels(candidates), labels(tested));
        return new PreparedDomain(
                data,
                new FlowEmbedding.Flows(domain, flows, values.encoder()),
                keys(pool),
                keys(candidates),
                keys(tested));
    }

    private List<View> views(
            RowValues values,
            List<ChosenRow> chosen,
            List<ChosenRow> pool,
            List<ChosenRow> candidates,
            List<ChosenRow> tested) {
        int[] fields = Views.fields(values.encoder());
        Views.Parts own = Views.Parts.of(values.own(pool), values.own(candidates), values.own(tested));
        List<View> views = new ArrayList<>(List.of(Views.ofFlows(own, fields)));
        Map<String, float[]> before = values.context(chosen);
        if (before.isEmpty()) {
            notes.add("There are no addresses, so no method gets the context of hosts.");
        } else {
            Views.Parts context = Views.Parts.of(of(pool, before), of(candidates, before), of(tested, before));
            views.add(Views.of(View.CONTEXT, own.beside(context), Views.firstColumns(fields)));
        }
        for (FlowEmbedding network : networks) {
            Map<String, float[]> vectors = values.vectors(network, domain, flows, chosen);
            if (vectors.isEmpty()) {
                notes.add("Left out: " + network.name() + ", which reads what the lake does not hold of this network"
                        + " (host_series, which `flowfoundry features` makes of flows with hosts and times).");
                continue;
            }
            Views.Parts made = Views.Parts.of(of(pool, vectors), of(candidates, vectors), of(tested, vectors));
            views.add(Views.of(network.name(), made, new int[0]));
        }
        return views;
    }

    private static List<float[]> of(List<ChosenRow> rows, Map<String, float[]> values) {
        return rows.stream().map(row -> values.get(row.key())).toList();
    }

    private void requireEach(List<ChosenRow> tested, List<String> classes) {
        Set<Integer> there = new HashSet<>();
        tested.forEach(row -> there.add(row.label()));
        if (there.size() < classes.size()) {
            throw EvaluationErrors.tooFewClasses(
                    domain, task.name(), there.stream().map(classes::get).toList(), LEAST_ROWS);
        }
    }

    private void noteScarce(List<ChosenRow> candidates, List<String> classes) {
        for (int k = 0; k < classes.size(); k++) {
            int label = k;
            long rows = candidates.stream().filter(row -> row.label() == label).count();
            if (rows < MOST_SHOTS_NOTED) {
                notes.add("Class " + classes.get(k) + " has " + rows
                        + " rows to draw labels from: where more are asked for, all of them are used.");
            }
        }
    }

    private static List<Key> keys(List<ChosenRow> rows) {
        return rows.stream().map(row -> new Key(row.file(), row.record())).toList();
    }

    private static int[] labels(List<ChosenRow> rows) {
        return rows.stream().mapToInt(ChosenRow::label).toArray();
    }
}
