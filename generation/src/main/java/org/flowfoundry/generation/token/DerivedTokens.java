package org.flowfoundry.generation.token;

import org.flowfoundry.training.record.RecordField;

/** A field that always follows from others. */
public record DerivedTokens(RecordField field, Relation relation) implements FieldTokens {

    public DerivedTokens {
        if (field == null || relation == null) {
            throw new IllegalArgumentException("a derived field needs a relation");
        }
    }

    @Override
    public int[] slots() {
        return new int[0];
    }
}
