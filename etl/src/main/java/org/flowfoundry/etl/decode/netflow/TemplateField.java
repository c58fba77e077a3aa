package org.flowfoundry.etl.decode.netflow;

import java.io.Serializable;

/**
 * One field of a template.
 *
 * @param enterprise private enterprise number; 0 for IANA's elements and all of NetFlow v9's; {@link #V9_SCOPE} for v9 scopes
 * @param id information element or v9 field type
 * @param length length in bytes, or {@link #VARIABLE}
 */
record TemplateField(int enterprise, int id, int length) implements Serializable {

    /** The length that says that each value carries its own. */
    static final int VARIABLE = 65_535;

    /** Stands for an enterprise where the id is a v9 scope type (RFC 3954 section 6.1). */
    static final int V9_SCOPE = -1;

    ElementKey element() {
        return new ElementKey(enterprise, id);
    }

    boolean isVariable() {
        return length == VARIABLE;
    }
}
