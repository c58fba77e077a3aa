package org.flowfoundry.evaluation.protocol;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.training.decision.Standardizer;
import org.flowfoundry.training.tabular.RowEncoder;
import org.flowfoundry.training.tabular.RowEncoder.Kind;

/**
 * The views of encoders that are trained on a domain's own pool, without labels, and of their untrained copies. Each is the work of a
 * task, which holds the domain's drawn rows.
 */
public final class RowViews {

    private RowViews() {}

    /** An encoder of rows. */
    public enum Made {
        SCARF("scarf", Kind.SCARF, 0, true),
        MAE("mae", Kind.MAE, 1, true),
        UNTRAINED_SCARF("untrained-scarf", Kind.SCARF, 0, false),
        UNTRAINED_MAE("untrained-mae", Kind.MAE, 1, false);

        private final String view;
        private final Kind kind;
        private final int draw;
        private final boolean isTrained;

        Made(String view, Kind kind, int draw, boolean isTrained) {
            this.view = view;
            this.kind = kind;
            this.draw = draw;
            this.isTrained = isTrained;
        }

        /** The name of its view. */
        public String view() {
            return view;
        }

        /** An untrained copy has the values that the trained one began with. */
        private RowEncoder encoder(View flow, long seed) {
            long own = seed * 31 + draw;
            return isTrained
                    ? RowEncoder.pretrain(kind, flow.pool(), flow.fields(), own)
                    : RowEncoder.untrained(flow.pool(), flow.fields(), own);
        }
    }

    private record Work(int domain, Made made) implements Serializable {}

    private record Done(int domain, View view) implements Serializable {}

    /** The domains, with those views that are wanted. */
    public static List<DomainData> add(SparkSession spark, List<DomainData> domains, Set<String> wanted, long seed) {
        List<Work> works = new ArrayList<>();
        for (Made made : Made.values()) {
            for (int domain = 0; wanted.contains(made.view()) && domain < domains.size(); domain++) {
                works.add(new Work(domain, made));
            }
        }
        if (works.isEmpty()) {
            return domains;
        }
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<List<DomainData>> shared = context.broadcast(List.copyOf(domains));
        try {
            List<Done> done = context.parallelize(works, works.size())
                    .map(work -> new Done(
                            work.domain(),
                            view(shared.value().get(work.domain()).view(View.FLOW), work.made(), seed)))
                    .collect();
            return joined(domains, done);
        } finally {
            shared.destroy();
        }
    }

    private static List<DomainData> joined(List<DomainData> domains, List<Done> done) {
        List<DomainData> all = new ArrayList<>();
        for (int i = 0; i < domains.size(); i++) {
            int domain = i;
            all.add(domains.get(i)
                    .with(done.stream()
                            .filter(one -> one.domain() == domain)
                            .map(Done::view)
                            .toList()));
        }
        return all;
    }

    private static View view(View flow, Made made, long seed) {
        RowEncoder encoder = made.encoder(flow, seed);
        float[][] pool = encoder.embed(flow.pool());
        Standardizer standardizer = Standardizer.fit(pool);
        View plain = new View(
                made.view(),
                standardizer.apply(pool),
                standardizer.apply(encoder.embed(flow.candidates())),
                standardizer.apply(encoder.embed(flow.test())));
        return plain.by(new RowEncoding(encoder, standardizer));
    }
}
