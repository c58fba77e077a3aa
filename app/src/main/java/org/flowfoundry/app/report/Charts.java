package org.flowfoundry.app.report;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws plots as SVG. */
final class Charts {

    private static final int WIDTH = 920;
    private static final int HEIGHT = 340;

    private Charts() {}

    /** Lines over time, one per name, of values of at least 1; a name without a value at a time has a gap there. */
    static String overTime(String yTitle, Map<String, Map<Date, Double>> valuesByName) {
        XYChart chart = chart("", yTitle);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line).setYAxisLogarithmic(true);
        chart.getStyler().setDatePattern("MMM d HH:mm").setYAxisMin(1.0).setMarkerSize(4);
        TreeSet<Date> times = new TreeSet<>();
        valuesByName.values().forEach(values -> times.addAll(values.keySet()));
        valuesByName.forEach((name, values) -> chart.addSeries(
                        name,
                        List.copyOf(times),
                        times.stream()
                                .map(time -> values.getOrDefault(time, Double.NaN))
                                .toList())
                .setMarker(SeriesMarkers.CIRCLE));
        return svg(chart);
    }

    /** Points on two logarithmic axes, one cloud per name; every point is (x, y), both at least 1. */
    static String logLog(String xTitle, String yTitle, Map<String, List<double[]>> pointsByName) {
        XYChart chart = chart(xTitle, yTitle);
        chart.getStyler()
                .setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                .setMarkerSize(5);
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        pointsByName.forEach((name, points) -> chart.addSeries(
                name,
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray()));
        return svg(chart);
    }

    /** Lines through points (x, y), one per name, in the order given. */
    static String lines(String xTitle, String yTitle, Map<String, List<double[]>> pointsByName) {
        XYChart chart = chart(xTitle, yTitle);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Line);
        pointsByName.forEach((name, points) -> chart.addSeries(
                        name,
                        points.stream().mapToDouble(point -> point[0]).toArray(),
                        points.stream().mapToDouble(point -> point[1]).toArray())
                .setMarker(SeriesMarkers.NONE));
        return svg(chart);
    }

    private static XYChart chart(String xTitle, String yTitle) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBorderVisible(false);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setLegendBorderColor(Color.WHITE);
        return chart;
    }

    private static String svg(Chart<?, ?> chart) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
        } catch (IOException e) {
            throw new IllegalStateException("A stream in memory does not fail", e);
        } catch (LinkageError | InternalError e) {
            return "<p>No plot: this machine's Java has no fonts. Install the packages fontconfig and fonts-dejavu-core.</p>";
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        return text.substring(text.indexOf("<svg"));
    }
}
