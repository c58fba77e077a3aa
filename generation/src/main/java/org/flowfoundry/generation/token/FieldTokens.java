package org.flowfoundry.generation.token;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import org.flowfoundry.training.record.RecordField;

/** How the values of one field of records are tokens: those of one or two slots, or of none where it follows from others. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NameTokens.class, name = "name"),
    @JsonSubTypes.Type(value = NumberTokens.class, name = "number"),
    @JsonSubTypes.Type(value = DerivedTokens.class, name = "derived")
})
public sealed interface FieldTokens extends Serializable permits NameTokens, NumberTokens, DerivedTokens {

    RecordField field();

    /** (slots): how many tokens each has. */
    @JsonIgnore
    int[] slots();
}
