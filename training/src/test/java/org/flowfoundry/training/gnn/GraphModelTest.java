package org.flowfoundry.training.gnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flowfoundry.training.checkpoint.StrictJson;
import org.flowfoundry.training.gnn.DomainFields.Column;
import org.flowfoundry.training.gnn.GraphConfig.Aggregation;
import org.flowfoundry.training.gnn.LinkObjective.Weights;
import org.flowfoundry.training.graph.GraphBatch;
import org.flowfoundry.training.tensor.NativeEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a graph network may and may not see. */
class GraphModelTest {

    private static final GraphBatch BATCH = new SampleGraphs(5, 0.2, 0).batch(20, 4, 3);

    static Stream<GraphConfig> configs() {
        return SampleGraphs.configs();
    }

    /** Parameters of which none is zero, as after training. */
    private static GraphPredictor open(GraphConfig config) {
        GraphModel model = SampleGraphs.model(config);
        float[] values = model.initialParameters(3);
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (0.3 * (random.nextDouble() - 0.5));
        }
        return GraphPredictor.open(model, values, NativeEngine.onCpu());
    }

    private static float[] row(float[] all, int row) {
        return Arrays.copyOfRange(all, row * 16, (row + 1) * 16);
    }

    private static GraphBatch with(GraphBatch batch, float[] values, int[] destination, int[] before) {
        return new GraphBatch(
                batch.domain(),
                batch.flows(),
                batch.hosts(),
                values,
                batch.source(),
                destination,
                batch.slot(),
                batch.hostSlot(),
                batch.hostBefore(),
                batch.lookBack(),
                before,
                batch.beforeDestination(),
                batch.gaps(),
                batch.gapsDestination(),
                batch.hidden(),
                batch.askedSource(),
                batch.askedDestination(),
                batch.askedFlow(),
                batch.linked(),
                batch.hard(),
                batch.masked());
    }

    @ParameterizedTest
    @MethodSource("configs")
    void whatIsHiddenChangesNothingThatIsAsked(GraphConfig config) {
        int[] destination = BATCH.destination().clone();
        float[] values = BATCH.values().clone();
        int[] before = BATCH.before().clone();
        int hidden = -1;
        for (int flow = 0; flow < BATCH.flows(); flow++) {
            if (BATCH.hidden()[flow]) {
                destination[flow] = (destination[flow] + 1) % BATCH.hosts();
                Arrays.fill(values, flow * BATCH.fields(), (flow + 1) * BATCH.fields(), 3);
                hidden = flow;
            } else if (hidden >= 0 && before[flow * 3 + 2] < 0) {
                before[flow * 3 + 2] = hidden;
            }
        }
        GraphBatch other = with(BATCH, values, destination, before);
        try (GraphPredictor predictor = open(config)) {
            assertThat(predictor.links(other, false)).containsExactly(predictor.links(BATCH, false));
            assertThat(predictor.links(other, true)).isNotEqualTo(predictor.links(BATCH, true));
            float[] embedded = predictor.embed(BATCH);
            float[] changed = predictor.embed(other);
            for (int flow = 0; flow < BATCH.flows(); flow++) {
                if (!BATCH.hidden()[flow]) {
                    assertThat(row(changed, flow)).containsExactly(row(embedded, flow));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void laterSlotsCannotChangeEarlierOnes(GraphConfig config) {
        float[] values = BATCH.values().clone();
        int[] destination = BATCH.destination().clone();
        int last = BATCH.slot()[BATCH.flows() - 1];
        for (int flow = 0; flow < BATCH.flows(); flow++) {
            if (BATCH.slot()[flow] == last) {
                Arrays.fill(values, flow * BATCH.fields(), (flow + 1) * BATCH.fields(), -2);
                destination[flow] = BATCH.hosts() - 1;
            }
        }
        try (GraphPredictor predictor = open(config)) {
            float[] embedded = predictor.embed(BATCH);
            float[] changed = predictor.embed(with(BATCH, values, destination, BATCH.before()));
            for (int flow = 0; flow < BATCH.flows(); flow++) {
                if (BATCH.slot()[flow] < last) {
                    assertThat(row(changed, flow)).containsExactly(row(embedded, flow), within(1e-5f));
                }
            }
            assertThat(changed).isNotEqualTo(embedded);
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void theOrderOfFlowsAndHostsDoesNotMatter(GraphConfig config) {
        int[] flows = shuffled(BATCH.flows(), 1);
        int[] hosts = shuffled(BATCH.hosts(), 2);
        try (GraphPredictor predictor = open(config)) {
            float[] embedded = predictor.embed(BATCH);
            float[] permuted = predictor.embed(permuted(BATCH, flows, hosts));
            for (int flow = 0; flow < BATCH.flows(); flow++) {
                assertThat(row(permuted, flow)).containsExactly(row(embedded, flows[flow]), within(1e-4f));
            }
        }
    }

    private static int[] shuffled(int size, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(i -> i).toArray();
    }

    /** A batch whose flow and host i are the given ones of another batch. */
    private static GraphBatch permuted(GraphBatch batch, int[] flows, int[] hosts) {
        int[] newFlow = inverse(flows);
        int[] newHost = inverse(hosts);
        int n = batch.flows();
        float[] values = new float[batch.values().length];
        int[] before = new int[n * 3];
        int[] beforeDestination = new int[n * 3];
        float[] gaps = new float[n * 3];
        float[] gapsDestination = new float[n * 3];
        boolean[] hidden = new boolean[n];
        for (int i = 0; i < n; i++) {
            int old = flows[i];
            System.arraycopy(batch.values(), old * batch.fields(), values, i * batch.fields(), batch.fields());
            System.arraycopy(batch.gaps(), old * 3, gaps, i * 3, 3);
            System.arraycopy(batch.gapsDestination(), old * 3, gapsDestination, i * 3, 3);
            hidden[i] = batch.hidden()[old];
            for (int j = 0; j < 3; j++) {
                before[i * 3 + j] = renamed(batch.before()[old * 3 + j], newFlow);
                beforeDestination[i * 3 + j] = renamed(batch.beforeDestination()[old * 3 + j], newFlow);
            }
        }
        int[] none = new int[0];
        return new GraphBatch(
                0,
                n,
                batch.hosts(),
                values,
                picked(batch.source(), flows, newHost),
                picked(batch.destination(), flows, newHost),
                picked(batch.slot(), flows, null),
                picked(batch.hostSlot(), hosts, null),
                picked(batch.hostBefore(), hosts, newHost),
                3,
                before,
                beforeDestination,
                gaps,
                gapsDestination,
                hidden,
                none,
                none,
                none,
                new boolean[0],
                new boolean[0],
                null);
    }

    private static int[] inverse(int[] order) {
        int[] inverse = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            inverse[order[i]] = i;
        }
        return inverse;
    }

    private static int renamed(int old, int[] names) {
        return old < 0 || names == null ? old : names[old];
    }

    private static int[] picked(int[] array, int[] order, int[] names) {
        return Arrays.stream(order).map(i -> renamed(array[i], names)).toArray();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void flowsNeedNoHosts(GraphConfig config) {
        int[] nobody = {-1, -1};
        int[] none = new int[0];
        int[] first = new int[6];
        Arrays.fill(first, -1);
        GraphBatch batch = new GraphBatch(
                1,
                2,
                0,
                Arrays.copyOf(BATCH.values(), 16),
                nobody,
                nobody,
                new int[2],
                none,
                none,
                3,
                first,
                first,
                new float[6],
                new float[6],
                new boolean[2],
                none,
                none,
                none,
                new boolean[0],
                new boolean[0],
                null);
        try (GraphPredictor predictor = open(config)) {
            assertThat(predictor.embed(batch)).hasSize(32).doesNotContain(Float.NaN);
            assertThat(predictor.links(batch, true)).isEmpty();
        }
    }

    @Test
    void theStandardSizeIsUnderAMillionParametersWithFiveDomains() {
        List<Column> columns = Collections.nCopies(100, Column.NUMBER);
        List<DomainFields> domains = IntStream.range(0, 5)
                .mapToObj(i -> new DomainFields("net" + i, columns))
                .toList();
        for (Aggregation aggregation : Aggregation.values()) {
            int size = new GraphModel(new GraphConfig(128, 2, 8, aggregation, 4, 0.1), domains)
                    .layout()
                    .size();
            assertThat(size).as(aggregation.name()).isLessThan(aggregation == Aggregation.MEAN ? 1_000_000 : 1_150_000);
        }
    }

    @Test
    void anotherDomainTakesTheTrunk() {
        GraphConfig config = SampleGraphs.config(Aggregation.MEAN);
        GraphModel old = SampleGraphs.model(config);
        float[] trained = new float[old.layout().size()];
        Arrays.fill(trained, 7);
        GraphModel model = new GraphModel(config, List.of(SampleGraphs.domain("campus"), SampleGraphs.domain("new")));
        float[] values = model.initialParameters(1, old, trained);
        float[] fresh = model.initialParameters(1);
        int offset = model.layout().offset("domain/new/in/weight");
        assertThat(values[offset]).isEqualTo(fresh[offset]);
        for (String name :
                List.of("layer1/time/flows/self/weight", "domain/campus/in/weight", "links/hosts/logit/bias")) {
            assertThat(values[model.layout().offset(name)]).as(name).isEqualTo(7);
        }
        assertThat(model.initialParameters(1)).containsExactly(fresh);
        assertThat(model.initialParameters(2)).isNotEqualTo(fresh);
    }

    @Test
    void configurationAndFieldsAreJson() throws IOException {
        GraphConfig config = SampleGraphs.config(Aggregation.ATTENTION);
        assertThat(roundTrip(config, GraphConfig.class)).isEqualTo(config);
        DomainFields fields = DomainFields.of("a b", new boolean[] {true, false});
        assertThat(fields.columns()).containsExactly(Column.INDICATOR, Column.NUMBER);
        assertThat(roundTrip(fields, DomainFields.class)).isEqualTo(fields);
        Weights weights = new Weights(1, 0, 0.5);
        assertThat(roundTrip(weights, Weights.class)).isEqualTo(weights);
    }

    private static <T> T roundTrip(T value, Class<T> type) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StrictJson.write(out, value);
        return StrictJson.read(new ByteArrayInputStream(out.toByteArray()), out.size(), type, "value.json");
    }

    @Test
    void whatDoesNotFitIsSaid() {
        GraphConfig config = SampleGraphs.config(Aggregation.MEAN);
        DomainFields campus = SampleGraphs.domain("campus");
        assertThatThrownBy(() -> new GraphModel(config, List.of(campus, campus)))
                .hasMessage("A model needs domains of different names, not [campus, campus]");
        GraphModel narrow = new GraphModel(config, List.of(new DomainFields("a-b", List.of(Column.NUMBER))));
        assertThat(narrow.layout().spec("domain/a_2d_b/in/weight").shape()).containsExactly(16, 2);
        try (GraphPredictor predictor =
                GraphPredictor.open(narrow, narrow.initialParameters(1), NativeEngine.onCpu())) {
            assertThatThrownBy(() -> predictor.embed(BATCH)).hasMessage("A batch of 8 fields for 1 of domain 'a-b'");
        }
        assertThatThrownBy(() -> new GraphConfig(10, 2, 8, Aggregation.MEAN, 4, 0))
                .hasMessage("width 10 is not a multiple of heads 4");
        assertThatThrownBy(() -> new GraphConfig(16, 0, 8, Aggregation.MEAN, 4, 0))
                .hasMessage("layers must lie between 1 and 32, not 0");
    }
}
