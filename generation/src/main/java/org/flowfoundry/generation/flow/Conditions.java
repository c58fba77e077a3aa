package org.flowfoundry.generation.flow;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.diffusion.MaskedSampler;
import org.flowfoundry.generation.token.FieldTokens;
import org.flowfoundry.generation.token.NameTokens;
import org.flowfoundry.generation.token.RecordCodec;

/** What is given of rows before they are sampled. */
final class Conditions implements Serializable {

    private static final long serialVersionUID = 1;

    private final int[] given;
    private final int balanced;
    private final int values;

    private Conditions(int[] given, int balanced, int values) {
        this.given = given;
        this.balanced = balanced;
        this.values = values;
    }

    /**
     * Reads conditions.
     *
     * @param named values by the names of fields
     * @param balance name of a field; null = none
     */
    static Conditions of(RecordCodec codec, Map<String, String> named, String balance) {
        int[] given = new int[codec.slotSizes().length];
        Arrays.fill(given, MaskedSampler.OPEN);
        new TreeMap<>(named).forEach((field, value) -> {
            NameTokens names = names(codec, field);
            int token = names.tokenOf(value);
            if (token < 0) {
                throw GenerationErrors.noSuchValue(field, value, names.names());
            }
            given[codec.slotOf(field)] = token;
        });
        return balance == null
                ? new Conditions(given, -1, 0)
                : new Conditions(
                        given,
                        codec.slotOf(balance),
                        names(codec, balance).names().size());
    }

    private static NameTokens names(RecordCodec codec, String field) {
        FieldTokens tokens = codec.tokens(field);
        if (tokens instanceof NameTokens names) {
            return names;
        }
        List<String> known = codec.fields().stream()
                .filter(NameTokens.class::isInstance)
                .map(one -> one.field().name())
                .toList();
        throw GenerationErrors.noSuchField(field, known);
    }

    /** (slots) of the row of a number. */
    int[] of(long row) {
        int[] ofRow = given.clone();
        if (balanced >= 0 && values > 0) {
            ofRow[balanced] = 1 + (int) (row % values);
        }
        return ofRow;
    }
}
