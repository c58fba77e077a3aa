package org.flowfoundry.core.report;

import java.util.List;
import java.util.Locale;

/** A page of headings, paragraphs, tables and pictures, built from top to bottom. All text is escaped. */
public final class HtmlPage {

    private static final String STYLE =
            """
            body { font: 15px/1.5 system-ui, sans-serif; color: #1a1d21; max-width: 62rem; margin: 2rem auto; padding: 0 1rem }
            h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2.2rem; border-bottom: 1px solid #d8dce1 }
            table { border-collapse: collapse; margin: .8rem 0; font-size: .9rem } th, td { padding: .25rem .7rem; text-align: left }
            th { border-bottom: 2px solid #8a929c } td { border-bottom: 1px solid #e6e9ed } td.n { text-align: right;
            font-variant-numeric: tabular-nums } p.q { color: #5b636d } svg { max-width: 100%; height: auto }
            """;

    private final StringBuilder body = new StringBuilder();
    private final String title;

    public HtmlPage(String title) {
        this.title = title;
        body.append("<h1>").append(escaped(title)).append("</h1>\n");
    }

    public HtmlPage section(String heading) {
        body.append("<h2>").append(escaped(heading)).append("</h2>\n");
        return this;
    }

    public HtmlPage paragraph(String text) {
        body.append("<p>").append(escaped(text)).append("</p>\n");
        return this;
    }

    /** A remark, less loud than a paragraph. */
    public HtmlPage remark(String text) {
        body.append("<p class=\"q\">").append(escaped(text)).append("</p>\n");
        return this;
    }

    /** A table; numbers are set to the right, with groups of digits. */
    public HtmlPage table(List<String> header, List<List<Object>> rows) {
        body.append("<table><tr>");
        header.forEach(cell -> body.append("<th>").append(escaped(cell)).append("</th>"));
        body.append("</tr>\n");
        for (List<Object> row : rows) {
            body.append("<tr>");
            row.forEach(this::cell);
            body.append("</tr>\n");
        }
        body.append("</table>\n");
        return this;
    }

    /** A picture in SVG, taken as it is. */
    public HtmlPage picture(String svg) {
        body.append("<figure>").append(svg).append("</figure>\n");
        return this;
    }

    public String html() {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>" + escaped(title)
                + "</title><style>\n"
                + STYLE + "</style></head><body>\n" + body + "</body></html>\n";
    }

    private void cell(Object value) {
        if (value instanceof Number number) {
            boolean whole = number instanceof Long || number instanceof Integer;
            String text = whole
                    ? String.format(Locale.ROOT, "%,d", number.longValue())
                    : String.format(Locale.ROOT, "%,.3g", number.doubleValue());
            body.append("<td class=\"n\">").append(text).append("</td>");
        } else {
            body.append("<td>")
                    .append(escaped(value == null ? "" : value.toString()))
                    .append("</td>");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
