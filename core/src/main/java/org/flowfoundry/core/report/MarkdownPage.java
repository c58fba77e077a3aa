package org.flowfoundry.core.report;

import java.util.List;
import java.util.Locale;

/**
 * A page in GitHub's Markdown: headings, paragraphs, tables, pictures and what is folded away, built from top to bottom. All
 * text is escaped.
 */
public final class MarkdownPage {

    private final StringBuilder body = new StringBuilder();

    public MarkdownPage(String title) {
        body.append("# ").append(escaped(title)).append('\n');
    }

    /** Text that a table sets in bold. */
    public record Bold(String text) {}

    public MarkdownPage section(String heading) {
        body.append("\n## ").append(escaped(heading)).append('\n');
        return this;
    }

    public MarkdownPage subsection(String heading) {
        body.append("\n### ").append(escaped(heading)).append('\n');
        return this;
    }

    public MarkdownPage paragraph(String text) {
        body.append('\n').append(escaped(text)).append('\n');
        return this;
    }

    public MarkdownPage items(List<String> items) {
        body.append('\n');
        items.forEach(item -> body.append("- ").append(escaped(item)).append('\n'));
        return this;
    }

    /** Text as it is, such as a command. */
    public MarkdownPage literal(String text) {
        body.append("\n    ").append(text.replace("\n", "\n    ")).append('\n');
        return this;
    }

    /** A table, its first column to the left, all others to the right; cells may be {@link Bold}, and whole numbers get groups of digits. */
    public MarkdownPage table(List<String> header, List<List<Object>> rows) {
        body.append("\n|");
        header.forEach(cell -> body.append(' ').append(escaped(cell)).append(" |"));
        body.append("\n|---|").append("---:|".repeat(header.size() - 1)).append('\n');
        for (List<Object> row : rows) {
            body.append('|');
            row.forEach(this::cell);
            body.append('\n');
        }
        return this;
    }

    /** A picture in a file, by its path from the page. */
    public MarkdownPage picture(String description, String path) {
        body.append("\n![")
                .append(escaped(description))
                .append("](")
                .append(path)
                .append(")\n");
        return this;
    }

    /** Begins what is folded away until the reader asks for it; {@link #unfolded} ends it. */
    public MarkdownPage folded(String summary) {
        body.append("\n<details><summary>").append(html(summary)).append("</summary>\n");
        return this;
    }

    public MarkdownPage unfolded() {
        body.append("\n</details>\n");
        return this;
    }

    public String markdown() {
        return body.toString();
    }

    private void cell(Object value) {
        String text = value instanceof Bold bold
                ? "**" + escaped(bold.text()) + "**"
                : value instanceof Integer || value instanceof Long
                        ? String.format(Locale.ROOT, "%,d", ((Number) value).longValue())
                        : escaped(String.valueOf(value));
        body.append(' ').append(text).append(" |");
    }

    /** Brackets are escaped only where they would make a link. */
    private static String escaped(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").replaceAll("[\\\\`*_<>|~&]|\\](?=[(\\[:])", "\\\\$0");
    }

    /** Inside a tag, Markdown's escapes do not count. */
    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
