package org.flowfoundry.generation.flow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.flowfoundry.core.lake.IngestTables;
import org.flowfoundry.core.lake.Lake;
import org.flowfoundry.core.lake.PartitionRange;
import org.flowfoundry.core.lake.TableState;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.network.NetworkFit;
import org.flowfoundry.training.record.RecordField;
import org.flowfoundry.training.record.RecordField.Kind;
import org.flowfoundry.training.record.RecordFit;
import org.flowfoundry.training.record.RecordReader;
import org.flowfoundry.training.record.RecordTable;

/**
 * The flows of a network that a generator may learn from.
 *
 * @param rows of the table {@code flows}, with the roles of their hosts and their hours
 * @param domain the network
 * @param from first day, UTC
 * @param to last day (inclusive)
 * @param version changes whenever the rows may have changed
 */
record FlowRecords(Dataset<Row> rows, String domain, LocalDate from, LocalDate to, String version) {

    /** The field that says what a flow's source is like. */
    static final String SOURCE_ROLE = "source_role";

    /** The field that says what its destination is like. */
    static final String DESTINATION_ROLE = "destination_role";

    /** The field that says in which hour of the day it began. */
    static final String HOUR = "hour";

    /** Fields that are no columns of {@code flows}. */
    private static final List<RecordField> PLACES = Stream.of(SOURCE_ROLE, DESTINATION_ROLE, HOUR)
            .map(name -> new RecordField(name, Kind.NAME, 0))
            .toList();

    /** The names of these fields. By them records are not told apart: a request is the same from any host, at any hour. */
    static final Set<String> PLACE_NAMES = Set.of(SOURCE_ROLE, DESTINATION_ROLE, HOUR);

    private static final Column[] ORDER = {col("source_file"), col("source_record")};

    /** Opens a lake's flows of a network; having none is an error. */
    static FlowRecords open(Lake lake, String domain, PartitionRange range) {
        PartitionRange ofDomain = new PartitionRange(List.of(domain), range.from(), range.to());
        TableState state = TableState.of(lake, IngestTables.FLOWS, ofDomain);
        Dataset<Row> flows = lake.read(IngestTables.FLOWS, ofDomain);
        Row days = flows.agg(min("date"), max("date")).head();
        if (days.isNullAt(0)) {
            throw GenerationErrors.noFlows(lake.uri(), domain, domains(lake));
        }
        return new FlowRecords(
                NetworkFit.withRoles(flows),
                domain,
                LocalDate.parse(String.valueOf(days.get(0))),
                LocalDate.parse(String.valueOf(days.get(1))),
                state.version() + " " + ofDomain);
    }

    private static Set<String> domains(Lake lake) {
        Set<String> domains = new TreeSet<>();
        lake.read(IngestTables.FLOWS)
                .select("domain")
                .distinct()
                .collectAsList()
                .forEach(row -> domains.add(row.getString(0)));
        return domains;
    }

    /** The fields that a sample of all flows shows, but for some: which there are tells nothing of a single flow. */
    List<RecordField> fields(Set<String> withheld, int sample, long seed) {
        List<Row> drawn = drawn(rows, sample, seed);
        List<String> known = RecordFit.fields(drawn, Set.of()).stream()
                .map(RecordField::name)
                .toList();
        withheld.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw GenerationErrors.notToWithhold(name, known);
        });
        List<RecordField> fields = RecordFit.fields(drawn, withheld);
        if (fields.isEmpty()) {
            throw GenerationErrors.nothingToLearn(domain);
        }
        return fields;
    }

    /** Fields of records, after those that say by what hosts, and at what hour, a flow was. */
    static List<RecordField> withPlaces(List<RecordField> fields) {
        return Stream.concat(PLACES.stream(), fields.stream()).toList();
    }

    static List<RecordField> withoutPlaces(List<RecordField> fields) {
        return fields.stream().filter(field -> !PLACES.contains(field)).toList();
    }

    /** The flows that are not held out. */
    Dataset<Row> learned(FlowPart.Rule rule) {
        FilterFunction<Row> isLearned = row -> rule.of(row) != FlowPart.HELD_OUT;
        return rows.filter(isLearned);
    }

    /** At most so many records of a part, the same whatever the cluster. */
    RecordTable sample(FlowPart part, FlowPart.Rule rule, List<RecordField> fields, int most, long seed) {
        FilterFunction<Row> inPart = row -> rule.of(row) == part;
        return RecordReader.table(drawn(rows.filter(inPart), most, seed), fields);
    }

    private static List<Row> drawn(Dataset<Row> rows, int most, long seed) {
        return rows.orderBy(xxhash64(lit(seed), ORDER[0], ORDER[1]), ORDER[0], ORDER[1])
                .limit(most)
                .collectAsList();
    }
}
