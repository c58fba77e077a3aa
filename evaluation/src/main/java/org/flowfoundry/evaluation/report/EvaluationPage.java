package org.flowfoundry.evaluation.report;

import org.flowfoundry.core.report.HtmlPage;

/** A run for people to read, task by task. */
final class EvaluationPage {

    private final Study study;
    private final HtmlPage page;

    EvaluationPage(Study study) {
        this.study = study;
        this.page = new HtmlPage("Few-shot evaluation: " + study.tasks());
    }

    String html() {
        page.paragraph(
                "Each method saw the classes of only a few flows of a network, the same few for all methods, and was"
                        + " then asked about other flows of it. The curves show how often it was right, as macro-F1 (1 = always, all"
                        + " classes counting equally), by the number of labels per class; bands are 95 % intervals over "
                        + study.draws() + " draws of labels.");
        study.evaluations().forEach(evaluation -> new TaskPart(evaluation, page).write());
        page.section("How it was done");
        Wording.PROTOCOL.forEach(page::paragraph);
        page.table(Wording.LEARNERS, Wording.learners());
        page.remark(study.provenance());
        page.remark(study.command());
        return page.html();
    }
}
