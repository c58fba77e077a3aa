package org.flowfoundry.training.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.sql.SparkSession;
import org.flowfoundry.core.job.Progress;
import org.flowfoundry.training.sequence.Split.Part;

/**
 * How well the next window of a host is forecast, {@code --lake FOLDER --domain NAME --test-from TIME}: pre-trained networks
 * against XGBoost on lags, a Markov chain, persistence, the same time of the day before, and the marginal. All are fitted to
 * the same windows, have the same bins and the same hosts to stop early by; the windows tested are later than
 * all of them. Prints a table for hosts that were never seen and one for those that were.
 */
public final class ForecastBenchmark {

    private static final String METHODS =
            "transformer,gru,transformer-independent,transformer-plain,gru-plain,xgboost,xgboost-chained,points,simple";

    private final Benchmarks data;

    private ForecastBenchmark(Benchmarks data) {
        this.data = data;
    }

    public static void main(String[] args) throws Exception {
        Arguments options = Arguments.of(args, Benchmarks.OPTIONS, "methods", METHODS);
        SparkSession spark = Benchmarks.session();
        new ForecastBenchmark(Benchmarks.open(options, spark)).run();
        spark.stop();
    }

    private void run() throws IOException, XGBoostError {
        HostWindows windows = data.windows();
        Benchmarks.say(
                "%d windows to learn from, %d to stop early by, %d to forecast%n",
                windows.training().length, windows.validation().length, windows.tested().length);
        Map<String, List<Forecasts>> methods = new LinkedHashMap<>();
        for (String kind : Benchmarks.NETWORKS) {
            if (data.options().has("methods", kind)) {
                methods.put(kind, networks(kind));
            }
        }
        if (data.options().has("methods", "xgboost")) {
            boosted(methods);
        }
        if (data.options().has("methods", "simple")) {
            SimpleForecasts simple = new SimpleForecasts(windows, data.encoder());
            methods.put("markov", List.of(simple.markov()));
            methods.put("persistence", List.of(simple.persistence()));
            methods.put("seasonal", List.of(simple.seasonal()));
            methods.put("marginal", List.of(simple.marginal()));
        }
        ForecastReport.print("hosts never seen", methods, Part.TEST);
        ForecastReport.print("hosts seen before", methods, Part.TRAINING);
    }

    private List<Forecasts> networks(String kind) throws IOException {
        List<Forecasts> forecasts = new ArrayList<>();
        for (int seed = 1; seed <= data.options().integer("seeds"); seed++) {
            float[] parameters = data.pretrained(kind, seed);
            forecasts.add(
                    NetworkForecasts.of(data.windows(), data.config(kind), data.encoder(), parameters, data.engine()));
        }
        return forecasts;
    }

    private void boosted(Map<String, List<Forecasts>> methods) throws XGBoostError {
        long started = Benchmarks.cpu();
        Arguments options = data.options();
        BoostedForecasts boosted = new BoostedForecasts(
                data.windows(),
                data.encoder(),
                options.integer("threads"),
                options.has("methods", "points"),
                Progress.SILENT);
        Forecasts forecasts = boosted.forecast();
        methods.put("xgboost", List.of(forecasts));
        if (options.has("methods", "xgboost-chained")) {
            methods.put("xgboost-chained", List.of(boosted.chained(forecasts)));
        }
        Benchmarks.say("xgboost: %.0f CPU s%n", (Benchmarks.cpu() - started) / 1e9);
    }
}
