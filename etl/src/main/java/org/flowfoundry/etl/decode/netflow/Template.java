package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;
import java.util.List;

/**
 * The form of a data record.
 *
 * @param scopeFields how many leading fields are the scope of an options template; -1 for a template of flows
 */
record Template(List<TemplateField> fields, int scopeFields) implements Serializable {

    /** The lowest id of a template, and of a set with data. */
    static final int FIRST_ID = 256;

    /** More fields than any exporter sends; a template that has more is not believed. */
    static final int MAXIMUM_FIELDS = 2048;

    Template {
        fields = List.copyOf(fields);
    }

    boolean isOptions() {
        return scopeFields >= 0;
    }

    /** The length in bytes of the shortest record. */
    int minimumLength() {
        int length = 0;
        for (TemplateField field : fields) {
            length += field.isVariable() ? 1 : field.length();
        }
        return length;
    }
}
