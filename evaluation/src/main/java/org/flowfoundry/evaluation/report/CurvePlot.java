package org.flowfoundry.evaluation.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.evaluation.method.FewShotMethod;
import org.flowfoundry.evaluation.metric.Estimate;
import org.flowfoundry.evaluation.protocol.DomainData;

/** Few-shot curves with their intervals as bands, in SVG. */
public final class CurvePlot {

    private static final int WIDTH = 920;
    private static final int LEFT = 50;
    private static final int RIGHT = 640;
    private static final int TOP = 15;
    private static final int BOTTOM = 370;
    private static final int BELOW = 50;
    private static final int LINE = 19;
    private static final List<String> COLOURS = List.of(
            "#1b6ca8", "#d1495b", "#2e8b57", "#b8860b", "#6a4c93", "#00798c", "#8c564b", "#555555", "#e377c2",
            "#17becf");

    private final List<Integer> shots;
    private final double lowest;
    private final double highest;

    private CurvePlot(List<Integer> shots, double lowest, double highest) {
        this.shots = shots;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** Macro-F1 of methods in one network, by labels per class. */
    public static String svg(Evaluation evaluation, DomainData data, List<FewShotMethod> methods) {
        Map<String, List<Estimate>> curves = new LinkedHashMap<>();
        for (FewShotMethod method : methods) {
            curves.put(
                    method.name(),
                    evaluation.shots().stream()
                            .map(k -> evaluation.outcomes().macroF1(data.domain(), method.name(), k))
                            .toList());
        }
        return svg(evaluation.shots(), curves);
    }

    /** Curves by name, each with an estimate for every number of labels. */
    static String svg(List<Integer> shots, Map<String, List<Estimate>> curves) {
        double lowest = 1;
        double highest = 0;
        for (List<Estimate> curve : curves.values()) {
            for (Estimate estimate : curve) {
                lowest = Math.min(lowest, Math.max(0, estimate.low()));
                highest = Math.max(highest, Math.min(1, estimate.high()));
            }
        }
        double from = Math.floor(lowest * 10) / 10;
        return new CurvePlot(shots, from, Math.max(from + 0.1, Math.ceil(highest * 10) / 10)).draw(curves);
    }

    private String draw(Map<String, List<Estimate>> curves) {
        StringBuilder svg = new StringBuilder();
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\"><rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>",
                WIDTH, Math.max(BOTTOM + BELOW, TOP + LINE * (curves.size() + 1))));
        axes(svg);
        int i = 0;
        for (Map.Entry<String, List<Estimate>> curve : curves.entrySet()) {
            curve(svg, curve.getKey(), curve.getValue(), i++);
        }
        return svg.append("</svg>").toString();
    }

    private void axes(StringBuilder svg) {
        for (double value = lowest; value <= highest + 1e-9; value += 0.1) {
            svg.append(format(
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\""
                            + " text-anchor=\"end\">%.1f</text>",
                    LEFT, y(value), RIGHT, y(value), LEFT - 8, y(value) + 4, value));
        }
        for (int i = 0; i < shots.size(); i++) {
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>", x(i), BOTTOM + 18, shots.get(i)));
        }
        svg.append(format(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">labels per class</text>",
                (LEFT + RIGHT) / 2, BOTTOM + 38));
        svg.append(format("<text x=\"%d\" y=\"%d\">macro-F1</text>", LEFT + 6, TOP + 10));
    }

    private void curve(StringBuilder svg, String name, List<Estimate> curve, int number) {
        String colour = COLOURS.get(number % COLOURS.size());
        StringBuilder line = new StringBuilder();
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < curve.size(); i++) {
            Estimate estimate = curve.get(i);
            line.append(format("%.1f,%.1f ", x(i), y(estimate.mean())));
            upper.append(format("%.1f,%.1f ", x(i), y(estimate.high())));
            lower.insert(0, format("%.1f,%.1f ", x(i), y(estimate.low())));
        }
        svg.append(format("<polygon points=\"%s%s\" fill=\"%s\" opacity=\"0.1\"/>", upper, lower, colour));
        svg.append(format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
                line, colour, number < COLOURS.size() ? "" : " stroke-dasharray=\"5 3\""));
        int at = TOP + 12 + LINE * number;
        svg.append(format(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"3\"/><text x=\"%d\""
                        + " y=\"%d\">%s</text>",
                RIGHT + 20, at - 4, RIGHT + 42, at - 4, colour, RIGHT + 48, at, escaped(name)));
    }

    private double x(int index) {
        int steps = Math.max(1, shots.size() - 1);
        return LEFT + 20 + (RIGHT - LEFT - 40) * (double) index / steps;
    }

    private double y(double value) {
        double share = (Math.max(lowest, Math.min(highest, value)) - lowest) / (highest - lowest);
        return BOTTOM - share * (BOTTOM - TOP);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
