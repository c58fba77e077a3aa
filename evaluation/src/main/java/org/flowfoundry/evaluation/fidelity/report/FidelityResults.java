package org.flowfoundry.evaluation.fidelity.report;

import java.util.List;
import java.util.Map;
import org.apache.spark.package$;
import org.flowfoundry.evaluation.fidelity.metric.Measure;
import org.flowfoundry.training.record.RecordField;

/** What stands in {@code results.json}: null = not defined. */
record FidelityResults(
        String command,
        String day,
        String java,
        String spark,
        String domain,
        Map<String, String> origin,
        double heldOut,
        boolean distinct,
        long seed,
        Rows rows,
        String classField,
        List<String> fields,
        List<String> risks,
        List<String> notes,
        List<Method> methods) {

    /** Records compared, and flows of each thinned table. */
    record Rows(int training, int heldOut, int synthetic, long networkFlows) {}

    record Method(String method, String words, List<Value> measures) {}

    record Value(String metric, String field, Double value) {

        static Value of(Measure measure) {
            return new Value(
                    measure.metric().key(), measure.field(), Double.isFinite(measure.value()) ? measure.value() : null);
        }
    }

    static FidelityResults of(FidelityStudy study) {
        FidelityStudy.Setting setting = study.setting();
        return new FidelityResults(
                setting.command(),
                setting.day().toString(),
                System.getProperty("java.version"),
                package$.MODULE$.SPARK_VERSION(),
                study.domain(),
                study.origin(),
                setting.heldOut(),
                setting.isDistinct(),
                setting.seed(),
                new Rows(
                        study.real().training().rows(),
                        study.real().heldOut().rows(),
                        study.synthetic().rows(),
                        study.networks().flows()),
                study.real().classField(),
                study.synthetic().fields().stream().map(RecordField::name).toList(),
                study.risks(),
                study.notes(),
                study.compared().stream()
                        .map(one -> new Method(
                                one.name(),
                                one.words(),
                                one.measures().stream().map(Value::of).toList()))
                        .toList());
    }
}
