package org.flowfoundry.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlPageTest {

    @Test
    void textFromDataIsEscaped() {
        String html = new HtmlPage("<lake> & \"co\"")
                .section("a<b")
                .table(List.of("reason", "n"), List.of(List.of("<script>alert(1)</script>", 1234567L)))
                .html();

        assertThat(html)
                .contains(
                        "&lt;lake&gt; &amp; &quot;co&quot;",
                        "a&lt;b",
                        "&lt;script&gt;",
                        "<td class=\"n\">1,234,567</td>")
                .doesNotContain("<script>");
    }
}
