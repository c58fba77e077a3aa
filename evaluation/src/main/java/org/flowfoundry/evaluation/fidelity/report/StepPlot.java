package org.flowfoundry.evaluation.fidelity.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over places that have names, in SVG: the first is real, the others are compared with it. */
final class StepPlot {

    private static final int WIDTH = 920;
    private static final int LEFT = 60;
    private static final int RIGHT = 700;
    private static final int TOP = 24;
    private static final int BOTTOM = 200;
    private static final int HEIGHT = 250;
    private static final int LINE = 18;
    private static final int MOST_LABELS = 12;
    private static final int LONGEST = 14;
    private static final List<String> COLOURS =
            List.of("#555555", "#d1495b", "#1b6ca8", "#2e8b57", "#b8860b", "#6a4c93", "#00798c");

    private final List<String> places;
    private final double lowest;
    private final double highest;

    private StepPlot(List<String> places, double lowest, double highest) {
        this.places = places;
        this.lowest = lowest;
        this.highest = highest;
    }

    /**
     * Draws lines.
     *
     * @param lines by name, (places) each; NaN where a line has no value
     * @param fromZero whether the axis begins at 0
     */
    static String svg(String title, List<String> places, Map<String, double[]> lines, boolean fromZero) {
        double lowest = fromZero ? 0 : Double.POSITIVE_INFINITY;
        double highest = fromZero ? 1e-9 : Double.NEGATIVE_INFINITY;
        for (double[] line : lines.values()) {
            for (double value : line) {
                lowest = Double.isNaN(value) ? lowest : Math.min(lowest, value);
                highest = Double.isNaN(value) ? highest : Math.max(highest, value);
            }
        }
        boolean isFlat = !(highest > lowest);
        return new StepPlot(places, isFlat ? 0 : lowest, isFlat ? 1 : highest).draw(title, lines);
    }

    private String draw(String title, Map<String, double[]> lines) {
        StringBuilder svg = new StringBuilder();
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\"><rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>",
                WIDTH, Math.max(HEIGHT, TOP + LINE * (lines.size() + 1))));
        svg.append(format("<text x=\"%d\" y=\"14\" font-weight=\"bold\">%s</text>", LEFT, escaped(title)));
        axes(svg);
        int number = 0;
        for (Map.Entry<String, double[]> line : lines.entrySet()) {
            line(svg, line.getKey(), line.getValue(), number++);
        }
        return svg.append("</svg>").toString();
    }

    private void axes(StringBuilder svg) {
        for (int tick = 0; tick <= 4; tick++) {
            double value = lowest + (highest - lowest) * tick / 4;
            svg.append(format(
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\""
                            + " text-anchor=\"end\">%.3g</text>",
                    LEFT, y(value), RIGHT, y(value), LEFT - 6, y(value) + 4, value));
        }
        int step = Math.max(1, (places.size() + MOST_LABELS - 1) / MOST_LABELS);
        for (int i = 0; i < places.size(); i += step) {
            String place = places.get(i);
            String shown = place.length() > LONGEST ? place.substring(0, LONGEST - 1) + "…" : place;
            svg.append(format(
                    "<text transform=\"translate(%.1f,%d) rotate(-30)\" text-anchor=\"end\" font-size=\"10\">%s</text>",
                    x(i), BOTTOM + 14, escaped(shown)));
        }
    }

    private void line(StringBuilder svg, String name, double[] values, int number) {
        String colour = COLOURS.get(number % COLOURS.size());
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                points.append(format("%.1f,%.1f ", x(i), y(values[i])));
            }
        }
        String dashes = number < COLOURS.size() ? "" : " stroke-dasharray=\"5 3\"";
        svg.append(format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>", points, colour, dashes));
        int at = TOP + 12 + LINE * number;
        svg.append(format(
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\" stroke-width=\"3\"%s/><text x=\"%d\""
                        + " y=\"%d\">%s</text>",
                RIGHT + 20, at - 4, RIGHT + 42, at - 4, colour, dashes, RIGHT + 48, at, escaped(name)));
    }

    private double x(int place) {
        return LEFT + 10 + (RIGHT - LEFT - 20) * (double) place / Math.max(1, places.size() - 1);
    }

    private double y(double value) {
        return BOTTOM - (value - lowest) / (highest - lowest) * (BOTTOM - TOP);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
