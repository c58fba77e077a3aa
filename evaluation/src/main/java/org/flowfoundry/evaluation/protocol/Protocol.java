package org.flowfoundry.evaluation.protocol;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.flowfoundry.evaluation.EvaluationErrors;
import org.flowfoundry.evaluation.task.Task;
import org.flowfoundry.training.flows.FlowEncoder;
import org.flowfoundry.training.flows.HostContext;

/**
 * From a domain's flows to rows that methods may be compared on: what no model may see is dropped, then duplicates, then rows
 * are split, then few are drawn; the encoder is fitted to the unlabelled training rows.
 *
 * <p>Cost: three scans of the domain's flows, a shuffle of one short row per different flow, and for the context a sort of
 * twice the flows. At the driver: the rows drawn.
 */
public final class Protocol {

    /** Different flows that a class must have. */
    public static final int LEAST_ROWS = 20;

    private static final int MOST_CLASSES = 64;
    private static final int PARTITIONS = 32;
    private static final String[] KEY = {"source_file", "source_record", "signature"};

    private static final StructType KEYS = new StructType()
            .add("source_file", DataTypes.StringType)
            .add("source_record", DataTypes.LongType)
            .add("signature", DataTypes.StringType);

    private final String domain;
    private final Task task;
    private final SplitKind split;
    private final long seed;
    private final Dataset<Row> signed;
    private final List<String> notes = new ArrayList<>();

    private Protocol(Dataset<Row> flows, String domain, Task task, SplitKind split, long seed) {
        this.domain = domain;
        this.task = task;
        this.split = split;
        this.seed = seed;
        List<String> columns = new ArrayList<>(FlowEncoder.COLUMNS);
        columns.addAll(List.of(
                "flow_start", "source_address", "destination_address", "source_file", "source_record", "label"));
        this.signed = new LabelledFlows(task)
                .signed(flows.select(columns.stream().map(name -> col(name)).toArray(Column[]::new)));
    }

    /**
     * Prepares a domain.
     *
     * @param flows the domain's rows of the table {@code flows}
     */
    public static DomainData prepare(Dataset<Row> flows, String domain, Task task, SplitKind split, long seed) {
        return new Protocol(flows, domain, task, split, seed).run(flows);
    }

    private DomainData run(Dataset<Row> flows) {
        Dataset<Row> distinct = LabelledFlows.distinct(signed).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Map<String, long[]> counts = counts(distinct);
            List<String> classes = classes(counts, flows);
            Dataset<Row> rows = distinct.where(col("class").isin(classes.toArray()));
            Split parted = new Splitter(domain, rows, classes, seed).split(split);
            if (parted.note() != null) {
                notes.add(parted.note());
            }
            List<ChosenRow> chosen = new Sampler(seed).draw(rows, parted.isTest(), classes);
            long labelled = counts.values().stream().mapToLong(n -> n[1]).sum();
            long different = counts.values().stream().mapToLong(n -> n[0]).sum();
            return data(flows.count(), labelled, different, classes, parted.kind(), chosen);
        } finally {
            distinct.unpersist();
        }
    }

    /** Per class its different rows, and all of them. */
    private static Map<String, long[]> counts(Dataset<Row> distinct) {
        Map<String, long[]> counts = new TreeMap<>();
        for (Row row : distinct.groupBy("class")
                .agg(count(lit(1)), sum("copies"))
                .limit(10 * MOST_CLASSES)
                .collectAsList()) {
            counts.put(row.getString(0), new long[] {row.getLong(1), row.getLong(2)});
        }
        return counts;
    }

    /** The classes with enough rows, the ordinary one first, then the most frequent. */
    private List<String> classes(Map<String, long[]> counts, Dataset<Row> flows) {
        if (counts.isEmpty()) {
            throw EvaluationErrors.noLabels(
                    domain,
                    task.name(),
                    task.labelColumn().equals("label") ? "a label" : "a value in column " + task.labelColumn());
        }
        if (counts.size() > MOST_CLASSES) {
            throw EvaluationErrors.tooManyClasses(domain, task.name(), counts.size(), MOST_CLASSES);
        }
        if (task.ordinary() != null && counts.size() == 1 && counts.containsKey(task.ordinary())) {
            throw EvaluationErrors.labelsMeanNothing(domain, task.name(), labels(flows));
        }
        List<String> classes = new ArrayList<>();
        counts.forEach((name, n) -> {
            if (n[0] >= LEAST_ROWS) {
                classes.add(name);
            } else {
                notes.add("Class " + name + " is left out: it has " + n[0] + " different rows, fewer than " + LEAST_ROWS
                        + ".");
            }
        });
        if (classes.size() < 2) {
            List<String> there = new ArrayList<>();
            counts.forEach((name, n) -> there.add(name + " with " + n[0]));
            throw EvaluationErrors.tooFewClasses(domain, task.name(), there, LEAST_ROWS);
        }
        classes.sort(Comparator.<String>comparingInt(name -> name.equals(task.ordinary()) ? 0 : 1)
                .thenComparingLong(name -> -counts.get(name)[0]));
        return classes;
    }

    private List<String> labels(Dataset<Row> flows) {
        return flows
                .where(col(task.labelColumn()).isNotNull())
                .groupBy(task.labelColumn())
                .count()
                .orderBy(col("count").desc(), col(task.labelColumn()))
                .limit(20)
                .collectAsList()
                .stream()
                .map(row -> "'" + row.getString(0) + "'")
                .toList();
    }

    private DomainData data(
            long flows, long labelled, long distinct, List<String> classes, SplitKind kind, List<ChosenRow> chosen) {
        Dataset<Row> keys = broadcast(signed.sparkSession()
                .createDataFrame(
                        chosen.stream()
                                .map(row -> RowFactory.create(row.file(), row.record(), row.signature()))
                                .toList(),
                        KEYS)
                .distinct());
        Map<String, Row> found = new HashMap<>();
        for (Row row : signed.join(keys, KEY, "left_semi").collectAsList()) {
            found.put(key(row), row);
        }
        FlowEncoder encoder = FlowEncoder.fit(
                chosen.stream()
                        .filter(ChosenRow::inPool)
                        .map(row -> found.get(row.key()))
                        .toList(),
                task.withheld());
        Map<String, float[]> encoded = new HashMap<>();
        found.forEach((key, row) -> {
            float[] values = new float[encoder.width()];
            encoder.encode(row, values, 0);
            encoded.put(key, values);
        });
        List<ChosenRow> training = chosen.stream().filter(row -> !row.isTest()).toList();
        List<ChosenRow> tested = chosen.stream().filter(ChosenRow::isTest).toList();
        Set<Integer> alike = LeakDetector.alike(values(training, encoded), values(tested, encoded));
        List<ChosenRow> kept = new ArrayList<>();
        for (int i = 0; i < tested.size(); i++) {
            if (!alike.contains(i)) {
                kept.add(tested.get(i));
            }
        }
        requireTested(kept, classes);
        new LeakDetector(domain, kind).check(training, values(training, encoded), kept, values(kept, encoded));
        List<ChosenRow> pool = training.stream().filter(ChosenRow::inPool).toList();
        List<ChosenRow> candidates =
                training.stream().filter(ChosenRow::isCandidate).toList();
        Views.Parts own = parts(pool, candidates, kept, encoded);
        List<View> views = new ArrayList<>();
        views.add(Views.of(View.FLOW, own, Views.firstColumns(encoder)));
        Map<String, float[]> before = context(keys, encoder);
        if (before.isEmpty()) {
            notes.add("There are no addresses, so no method gets the context of hosts.");
        } else {
            chosen.forEach(row -> before.computeIfAbsent(row.key(), key -> nothing(encoder)));
            Views.Parts both = own.beside(parts(pool, candidates, kept, before));
            views.add(Views.of(View.CONTEXT, both, Views.firstColumns(encoder)));
        }
        DomainData.Counts counts = new DomainData.Counts(
                flows, labelled, distinct, pool.size(), candidates.size(), kept.size(), alike.size());
        noteScarce(candidates, classes);
        return new DomainData(
                domain, task.name(), classes, kind, counts, notes, views, labels(candidates), labels(kept));
    }

    private void requireTested(List<ChosenRow> kept, List<String> classes) {
        Set<Integer> there = new HashSet<>();
        kept.forEach(row -> there.add(row.label()));
        if (there.size() < classes.size()) {
            List<String> counts = new ArrayList<>();
            there.forEach(label -> counts.add(classes.get(label)));
            throw EvaluationErrors.tooFewClasses(domain, task.name(), counts, LEAST_ROWS);
        }
    }

    private void noteScarce(List<ChosenRow> candidates, List<String> classes) {
        for (int k = 0; k < classes.size(); k++) {
            int label = k;
            long rows = candidates.stream().filter(row -> row.label() == label).count();
            if (rows < 100) {
                notes.add("Class " + classes.get(k) + " has " + rows
                        + " rows to draw labels from: where more are asked for, all of them are used.");
            }
        }
    }

    /** What came before each row at its hosts; nothing where there are no addresses. */
    private Map<String, float[]> context(Dataset<Row> keys, FlowEncoder encoder) {
        HostContext context = new HostContext(encoder);
        Dataset<Row> asked = signed.join(keys.withColumn("asked", lit(true)), KEY, "left")
                .withColumn("asked", coalesce(col("asked"), lit(false)));
        Map<String, float[]> before = new HashMap<>();
        for (HostContext.Before one : context.of(asked, PARTITIONS)) {
            float[] values = before.computeIfAbsent(
                    one.file() + '\n' + one.record() + '\n' + one.signature(), key -> new float[context.width()]);
            System.arraycopy(one.values(), 0, values, one.role() * one.values().length, one.values().length);
        }
        return before;
    }

    /** Of a flow without addresses. */
    private static float[] nothing(FlowEncoder encoder) {
        float[] values = new float[new HostContext(encoder).width()];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    private static Views.Parts parts(
            List<ChosenRow> pool, List<ChosenRow> candidates, List<ChosenRow> test, Map<String, float[]> values) {
        return new Views.Parts(
                values(pool, values).toArray(float[][]::new),
                values(candidates, values).toArray(float[][]::new),
                values(test, values).toArray(float[][]::new));
    }

    private static List<float[]> values(List<ChosenRow> rows, Map<String, float[]> values) {
        return rows.stream().map(row -> values.get(row.key())).toList();
    }

    private static int[] labels(List<ChosenRow> rows) {
        return rows.stream().mapToInt(ChosenRow::label).toArray();
    }

    private static String key(Row row) {
        return row.getAs("source_file") + "\n" + row.getAs("source_record") + "\n" + row.getAs("signature");
    }
}
