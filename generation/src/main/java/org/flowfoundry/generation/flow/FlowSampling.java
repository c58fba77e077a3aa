package org.flowfoundry.generation.flow;

import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.flowfoundry.core.lake.StagedFile;
import org.flowfoundry.core.lake.StagedTableWriter;
import org.flowfoundry.core.lake.SyntheticTables;
import org.flowfoundry.core.parquet.ParquetOptions;
import org.flowfoundry.generation.diffusion.MaskedSampler;
import org.flowfoundry.generation.diffusion.SamplingPlan;
import org.flowfoundry.generation.flow.FlowRowWriter.Circumstances;
import org.flowfoundry.generation.flow.FlowRowWriter.Maker;
import org.flowfoundry.generation.network.Traffic;
import org.flowfoundry.generation.network.Traffic.Meeting;
import org.flowfoundry.training.engine.TaskEngine;
import org.flowfoundry.training.record.RecordTable;

/**
 * Makes the rows of a task: batch after batch, each written before the next, so that memory does not depend on how many there
 * are. A task that is tried again makes the same rows.
 */
final class FlowSampling implements FlatMapFunction<SamplingTask, StagedFile> {

    private static final long serialVersionUID = 1;

    private static final int BATCH = 8192;
    private static final long HOURS = 24;
    private static final long MICROS = 1_000_000;

    private final Broadcast<FlowGenerator> generator;
    private final Broadcast<LearnedRecords> learned;
    private final Conditions conditions;
    private final SamplingPlan plan;
    private final String domain;
    private final String table;
    private final String run;
    private final long seed;
    private final SerializableConfiguration conf;

    /** @param learned what must not come again; null = anything may */
    FlowSampling(
            Broadcast<FlowGenerator> generator,
            Broadcast<LearnedRecords> learned,
            Conditions conditions,
            GenerateFlowsOptions options,
            String domain,
            String table,
            String run,
            SerializableConfiguration conf) {
        this.generator = generator;
        this.learned = learned;
        this.conditions = conditions;
        this.plan = options.plan();
        this.domain = domain;
        this.table = table;
        this.run = run;
        this.seed = options.seed();
        this.conf = conf;
    }

    @Override
    public Iterator<StagedFile> call(SamplingTask task) {
        FlowGenerator model = generator.value();
        try (StagedTableWriter writer = new StagedTableWriter(
                        table, SyntheticTables.FLOW_COLUMNS, domain, ParquetOptions.defaults(), conf.value());
                MaskedSampler sampler = sampler(model)) {
            write(model, sampler, task, writer);
            List<StagedFile> files = writer.finish();
            return files.iterator();
        }
    }

    private MaskedSampler sampler(FlowGenerator model) {
        return new MaskedSampler(
                model.description().config(),
                model.description().slots(),
                model.parameters(),
                plan,
                TaskEngine.of(TaskContext.get()));
    }

    private void write(FlowGenerator model, MaskedSampler sampler, SamplingTask task, StagedTableWriter writer) {
        LearnedRecords known = learned == null ? null : learned.value();
        RecordMaker any = RecordMaker.of(model.description().codec(), sampler, known, conditions.isAsked());
        RecordMaker maker = model.isDistinct() ? any.distinct(task.rows()) : any;
        Traffic traffic = new Traffic(model.description().network(), seed);
        FlowRowWriter rows = new FlowRowWriter(BATCH);
        String[] id = model.id().split(":");
        Maker made = new Maker(id[0], id[1], run);
        SplittableRandom random = new SplittableRandom(seed ^ mixed(task.first()));
        for (long from = 0; from < task.rows(); from += BATCH) {
            int count = (int) Math.min(BATCH, task.rows() - from);
            int[][] given = new int[count][];
            for (int i = 0; i < count; i++) {
                given[i] = conditions.of(task.first() + from + i);
            }
            RecordTable records = maker.make(given, random.split());
            Places places = new Places(records, traffic, task.epochDay(), random.split());
            for (int i = 0; i < count; i++) {
                rows.add(records, i, places.of(i, made, task.first() + from + i));
            }
            writer.write(rows.batch(), task.epochDay());
            rows.batch().clear();
        }
    }

    private static long mixed(long value) {
        return new SplittableRandom(value).nextLong();
    }

    /** Hosts and times of the records of a batch. */
    private static final class Places {

        private final RecordTable records;
        private final Traffic traffic;
        private final int epochDay;
        private final SplittableRandom random;
        private final String[] sources;
        private final String[] destinations;
        private final String[] hours;
        private final String[] protocols;
        private final double[] ports;

        Places(RecordTable records, Traffic traffic, int epochDay, SplittableRandom random) {
            this.records = records;
            this.traffic = traffic;
            this.epochDay = epochDay;
            this.random = random;
            this.sources = names(FlowRecords.SOURCE_ROLE);
            this.destinations = names(FlowRecords.DESTINATION_ROLE);
            this.hours = names(FlowRecords.HOUR);
            this.protocols = names("protocol");
            int port = records.indexOf("destination_port");
            this.ports = port < 0 ? null : records.numbers(port);
        }

        private String[] names(String field) {
            int column = records.indexOf(field);
            return column < 0 ? new String[records.rows()] : records.names(column);
        }

        Circumstances of(int row, Maker maker, long number) {
            String hour = hours[row];
            long hourOfAll = HOURS * epochDay + (hour == null ? 0 : Long.parseLong(hour));
            Meeting meeting = traffic.draw(sources[row], destinations[row], service(row), hourOfAll, random);
            Long start = hour == null ? null : hourOfAll * 3600 * MICROS + (long) (meeting.second() * MICROS);
            return new Circumstances(meeting.source(), meeting.destination(), start, maker, number);
        }

        private String service(int row) {
            if (ports == null || Double.isNaN(ports[row])) {
                return String.valueOf(protocols[row]);
            }
            return (long) ports[row] + "/" + protocols[row];
        }
    }
}
