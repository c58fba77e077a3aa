package org.flowfoundry.training.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.flowfoundry.training.sequence.Split.Part;

/** Prints what {@link ForecastBenchmark} found. */
final class ForecastReport {

    private ForecastReport() {}

    /**
     * Prints one table, NLL of windows as a whole and, "alone", with each output by itself: a line per method with the mean over its seeds, and the 95 % interval of its difference to the first
     * one, above 0 where the first is better. A method of several seeds enters with each series' mean over them.
     */
    static void print(String title, Map<String, List<Forecasts>> methods, Part part) {
        Map<String, SeriesScores> scores = new LinkedHashMap<>();
        methods.forEach((name, seeds) -> scores.put(name, averaged(seeds, part)));
        SeriesScores first = scores.values().iterator().next();
        System.out.printf(
                Locale.ROOT,
                "%n%s, later than training: %d series of at least %d windows%n",
                title,
                first.surprise().length,
                SeriesScores.FEWEST_WINDOWS);
        System.out.printf(
                "%-24s %8s %8s %8s %8s %8s  %s%n",
                "",
                "NLL med",
                "NLL mean",
                "alone",
                "MAE/sd",
                "RMSE/sd",
                "minus the first: NLL median, NLL mean, alone, MAE, RMSE");
        scores.forEach((name, score) -> System.out.printf(
                Locale.ROOT,
                "%-24s %8.3f %8.3f %8.3f %8.4f %8.4f  %s%n",
                name,
                Bootstrap.median(score.surprise()),
                Bootstrap.mean(score.surprise()),
                Bootstrap.mean(score.alone()),
                Bootstrap.mean(score.absolute()),
                Bootstrap.mean(score.squared()),
                score == first ? "" : differences(score, first)));
        methods.forEach((name, seeds) -> bySeed(name, seeds, part));
    }

    private static String differences(SeriesScores score, SeriesScores first) {
        return Bootstrap.difference(score.surprise(), first.surprise(), Bootstrap::median) + " "
                + Bootstrap.difference(score.surprise(), first.surprise(), Bootstrap::mean) + " "
                + Bootstrap.difference(score.alone(), first.alone(), Bootstrap::mean) + " "
                + Bootstrap.difference(score.absolute(), first.absolute(), Bootstrap::mean) + " "
                + Bootstrap.difference(score.squared(), first.squared(), Bootstrap::mean);
    }

    private static void bySeed(String name, List<Forecasts> seeds, Part part) {
        if (seeds.size() > 1) {
            StringBuilder line = new StringBuilder("  " + name + ", NLL median/mean by seed:");
            for (Forecasts one : seeds) {
                double[] surprise = SeriesScores.of(one, part).surprise();
                line.append(
                        String.format(Locale.ROOT, " %.3f/%.3f", Bootstrap.median(surprise), Bootstrap.mean(surprise)));
            }
            System.out.println(line);
        }
    }

    private static SeriesScores averaged(List<Forecasts> seeds, Part part) {
        List<SeriesScores> all =
                seeds.stream().map(one -> SeriesScores.of(one, part)).toList();
        return new SeriesScores(
                mean(all, SeriesScores::surprise),
                mean(all, SeriesScores::alone),
                mean(all, SeriesScores::absolute),
                mean(all, SeriesScores::squared));
    }

    private static double[] mean(List<SeriesScores> all, Function<SeriesScores, double[]> part) {
        double[] mean = new double[part.apply(all.get(0)).length];
        for (SeriesScores one : all) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += part.apply(one)[i] / all.size();
            }
        }
        return mean;
    }
}
