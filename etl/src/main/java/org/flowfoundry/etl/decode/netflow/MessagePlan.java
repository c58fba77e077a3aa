package org.flowfoundry.etl.decode.netflow;

import java.util.ArrayList;
import java.util.List;

/**
 * What is in one message: its data sets with their layouts, and what cannot be read. Planning puts the message's templates in
 * force, in their order among its data sets.
 */
final class MessagePlan {

    private final TemplateStore templates;
    private final LateTemplates late;
    private final RecordLayout v5 = V5Template.layout();
    private final SetCursor cursor = new SetCursor();
    private final List<DataSet> sets = new ArrayList<>();
    private boolean isCertain;
    private boolean isDamaged;

    MessagePlan(TemplateStore templates, LateTemplates late) {
        this.templates = templates;
        this.late = late;
    }

    /** Plans the message, with the templates in it. */
    void make(ExportMessage message) {
        plan(message, true);
    }

    /** Plans a message that was seen before, so that its templates are not news. */
    void makeWithoutTemplates(ExportMessage message) {
        plan(message, false);
    }

    private void plan(ExportMessage message, boolean define) {
        sets.clear();
        isCertain = true;
        isDamaged = false;
        if (message.dialect == Dialect.V5) {
            planV5(message);
            return;
        }
        cursor.reset(message.dialect, message.bytes, message.bodyStart(), message.end);
        boolean cutSet = false;
        while (cursor.next()) {
            cutSet |= cursor.missing() > 0;
            if (cursor.id() >= Template.FIRST_ID) {
                planData(message);
            } else if (define) {
                define(message);
            }
        }
        if (cursor.problem() != null) {
            addBroken(cursor.position(), message.end, cursor.problem());
        } else if (message.isCut() && !cutSet) {
            addBroken(
                    message.end, message.end, "Message cut short by " + (message.declaredEnd - message.end) + " bytes");
        }
    }

    private void planV5(ExportMessage message) {
        int there = (message.end - message.bodyStart()) / Dialect.V5_RECORD;
        int records = Math.min(message.count, there);
        int end = message.bodyStart() + records * Dialect.V5_RECORD;
        sets.add(DataSet.readable(v5, message.bodyStart(), end, false, null));
        if (there < message.count) {
            addBroken(end, message.end, "Header counts " + message.count + " records, " + there + " are there");
        } else if (!SetCursor.isZero(message.bytes, end, message.end)) {
            addBroken(end, message.end, (message.end - end) + " bytes left behind the records that the header counts");
        }
    }

    private void planData(ExportMessage message) {
        RecordLayout layout = templates.find(message.domain, cursor.id());
        boolean isLate = layout == null;
        if (isLate) {
            TemplateKey key = new TemplateKey(message.domain, cursor.id());
            LateTemplates.Found found = late.find(key, message, cursor);
            if (found.layout() == null) {
                isCertain = false;
                sets.add(DataSet.withoutTemplate(cursor.start(), cursor.end(), found.problem()));
                return;
            }
            layout = found.layout();
        }
        if (layout.minimumLength() == 0) {
            addBroken(cursor.start(), cursor.end(), "Template " + cursor.id() + " describes records without a byte");
            return;
        }
        String problem = endProblem(message, layout);
        isDamaged |= problem != null;
        isCertain &= problem == null;
        sets.add(DataSet.readable(layout, cursor.start(), cursor.end(), isLate, problem));
    }

    /** What is wrong at the end of the set at hand. Padding is zero, or shorter than four bytes. */
    private String endProblem(ExportMessage message, RecordLayout layout) {
        if (cursor.missing() > 0) {
            return "Set " + cursor.id() + " cut short by " + cursor.missing() + " bytes";
        }
        int at = cursor.start();
        for (int next = layout.locate(message.bytes, at, cursor.end());
                next > at;
                next = layout.locate(message.bytes, at, cursor.end())) {
            at = next;
        }
        int left = cursor.end() - at;
        return left < 4 || SetCursor.isZero(message.bytes, at, cursor.end())
                ? null
                : left + " bytes left behind the last record of set " + cursor.id();
    }

    private void addBroken(int start, int end, String problem) {
        isDamaged = true;
        isCertain = false;
        sets.add(DataSet.unreadable(start, end, problem));
    }

    private void define(ExportMessage message) {
        TemplateSet.read(message.dialect, message.bytes, cursor, new TemplateSet.Sink() {
            @Override
            public void define(int id, Template template) {
                templates.define(new TemplateKey(message.domain, id), template);
            }

            @Override
            public void withdraw(int id) {
                templates.withdraw(new TemplateKey(message.domain, id));
            }

            @Override
            public void withdrawAll(boolean options) {
                templates.withdrawAll(message.domain, options);
            }

            @Override
            public void damaged(int at, String reason) {
                addBroken(at, cursor.end(), reason);
            }
        });
    }

    /** The sets with data, and what cannot be read, in their order. */
    List<DataSet> sets() {
        return sets;
    }

    /** Whether any of the message is broken, which a missing template alone does not make it. */
    boolean isDamaged() {
        return isDamaged;
    }

    /** How many records there are; what cannot be read counts as one flow each time. */
    RecordCount count(ExportMessage message) {
        int flows = 0;
        int options = 0;
        for (DataSet set : sets) {
            int records = set.isReadable() ? set.records(message.bytes) : 0;
            if (set.isReadable() && !set.hasFlows()) {
                options += records;
            } else {
                flows += records;
            }
            flows += set.problem() == null ? 0 : 1;
        }
        return new RecordCount(flows, options, isCertain);
    }
}
