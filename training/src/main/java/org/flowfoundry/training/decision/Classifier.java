package org.flowfoundry.training.decision;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/** Gives class probabilities, as if all classes were equally frequent. Standardised features in. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LogisticRegression.class, name = "logistic"),
    @JsonSubTypes.Type(value = Forest.class, name = "forest"),
    @JsonSubTypes.Type(value = SupportVectors.class, name = "support-vectors")
})
public sealed interface Classifier extends Serializable permits LogisticRegression, Forest, SupportVectors {

    /**
     * The probability of each class.
     *
     * @param row (features): standardised
     */
    double[] probabilities(float[] row);

    /** Throws {@link IllegalArgumentException} where it does not take so many features to so many classes. */
    void check(int features, int classes);
}
