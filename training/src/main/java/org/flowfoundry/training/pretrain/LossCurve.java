package org.flowfoundry.training.pretrain;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.flowfoundry.training.engine.TrainingRound;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws how the losses of a training fell. */
public final class LossCurve {

    private static final int WIDTH = 920;
    private static final int HEIGHT = 340;

    /** More than there are pixels to tell them apart by. */
    private static final int MOST_POINTS = 500;

    private LossCurve() {}

    /** Losses by step, as SVG; null where this machine's Java cannot draw, having no fonts. */
    public static String svg(List<TrainingRound> rounds) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("step")
                .yAxisTitle("loss, nats per value")
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setLegendBorderColor(Color.WHITE);
        add(chart, "training", rounds, TrainingRound::trainingLoss);
        add(chart, "validation", rounds, TrainingRound::validationLoss);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new IllegalStateException("A stream in memory does not fail", e);
        } catch (LinkageError | InternalError e) {
            return null;
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.substring(text.indexOf("<svg"));
    }

    private static void add(
            XYChart chart, String name, List<TrainingRound> rounds, Function<TrainingRound, Double> loss) {
        List<Long> steps = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        for (TrainingRound round : rounds) {
            if (loss.apply(round) != null) {
                steps.add(round.step());
                losses.add(loss.apply(round));
            }
        }
        if (!steps.isEmpty()) {
            chart.addSeries(name, thinned(steps), thinned(losses)).setMarker(SeriesMarkers.NONE);
        }
    }

    /** Means of equal stretches, where there are too many values. */
    static List<Double> thinned(List<? extends Number> values) {
        int points = Math.min(MOST_POINTS, values.size());
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            int from = (int) ((long) values.size() * i / points);
            int to = (int) ((long) values.size() * (i + 1) / points);
            means.add(values.subList(from, to).stream()
                    .mapToDouble(Number::doubleValue)
                    .average()
                    .orElseThrow());
        }
        return means;
    }
}
