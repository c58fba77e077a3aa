package org.flowfoundry.generation.flow;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flowfoundry.generation.GenerationErrors;
import org.flowfoundry.generation.diffusion.MaskedSampler;
import org.flowfoundry.generation.diffusion.Slots;
import org.flowfoundry.generation.flow.FlowGenerator.Description;
import org.flowfoundry.generation.token.FieldTokens;
import org.flowfoundry.generation.token.NameTokens;
import org.flowfoundry.generation.token.RecordCodec;

/** What is given of rows before they are sampled. */
final class Conditions implements Serializable {

    private static final long serialVersionUID = 1;

    /** Multiples of it, without their whole part, fill [0, 1) as evenly as any number's do. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final int[] given;
    private final int slot;
    private final double[] upTo;
    private final boolean isAsked;

    /**
     * @param given (slots): of all rows
     * @param slot that has another token in each row; below 0 = none
     * @param shares (tokens of the slot): how often each comes
     * @param isAsked whether anything of it was asked for
     */
    private Conditions(int[] given, int slot, List<Long> shares, boolean isAsked) {
        this.given = given;
        this.slot = slot;
        this.isAsked = isAsked;
        this.upTo = new double[shares.size()];
        double all = shares.stream().mapToLong(Long::longValue).sum();
        long sum = 0;
        for (int token = 0; token < upTo.length; token++) {
            sum += shares.get(token);
            upTo[token] = sum / all;
        }
    }

    /**
     * Reads conditions. Where there are none, each class comes as often as it was learned, also a rare one in a few rows; where
     * there are, classes are drawn as the other fields are.
     *
     * @param named values by the names of fields
     * @param balance name of a field; null = none
     */
    static Conditions of(Description generator, Map<String, String> named, String balance) {
        RecordCodec codec = generator.codec();
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
        if (balance != null) {
            return new Conditions(given, codec.slotOf(balance), equal(names(codec, balance)), true);
        }
        boolean isFree = named.isEmpty() && !generator.classes().isEmpty();
        return isFree
                ? new Conditions(given, generator.slots().classSlot(), generator.classes(), false)
                : new Conditions(given, Slots.NONE, List.of(), !named.isEmpty());
    }

    /** None for the token of no name, the same for every other. */
    private static List<Long> equal(NameTokens names) {
        List<Long> shares = new ArrayList<>(Collections.nCopies(names.names().size() + 1, 1L));
        shares.set(0, names.names().isEmpty() ? 1L : 0L);
        return shares;
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

    /** Whether rows without what is given are not what was asked for. */
    boolean isAsked() {
        return isAsked;
    }

    /** (slots) of the row of a number. */
    int[] of(long row) {
        int[] ofRow = given.clone();
        if (slot >= 0) {
            double place = (row + 1) * GOLDEN % 1;
            int token = 0;
            while (token < upTo.length - 1 && place >= upTo[token]) {
                token++;
            }
            ofRow[slot] = token;
        }
        return ofRow;
    }
}
