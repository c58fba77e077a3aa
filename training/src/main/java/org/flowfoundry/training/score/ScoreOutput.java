package org.flowfoundry.training.score;

import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.flowfoundry.training.decision.Head;
import scala.jdk.javaapi.CollectionConverters;

/** Surprise, and the head's decision where the model has one: columns named as in {@link ScoreTables#SCORES}. */
final class ScoreOutput implements WindowOutput {

    private static final long serialVersionUID = 1;

    static final StructType TYPE = new StructType()
            .add("prediction", StringType)
            .add("probability", DoubleType)
            .add("probabilities", createMapType(StringType, DoubleType, false))
            .add("surprise", DoubleType)
            .add("surprise_quantile", DoubleType);

    private final Broadcast<LoadedModel> model;
    private transient Head.Decider decider;

    ScoreOutput(Broadcast<LoadedModel> model) {
        this.model = model;
    }

    @Override
    public DataType type() {
        return TYPE;
    }

    @Override
    public Object of(WindowView view) {
        LoadedModel loaded = model.value();
        double surprise = view.totalSurprise();
        Double quantile =
                loaded.surprises() == null ? null : (Double) loaded.surprises().share(surprise);
        if (loaded.head() == null) {
            return RowFactory.create(null, null, null, surprise, quantile);
        }
        if (decider == null) {
            decider = loaded.head().decider();
        }
        Head.Decision decision = decider.decide(WindowFeatures.of(view));
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (int k = 0; k < decision.probabilities().length; k++) {
            probabilities.put(loaded.head().classes().get(k), decision.probabilities()[k]);
        }
        int told = probabilities.size() == 2 ? 1 : decision.decided();
        return RowFactory.create(
                loaded.head().classes().get(decision.decided()),
                decision.probabilities()[told],
                CollectionConverters.asScala(probabilities),
                surprise,
                quantile);
    }
}
