package org.flowfoundry.training.flows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * A fingerprint of all that any model may see of a flow, as the source spells it: flows with the same one are duplicates once
 * addresses, ports, TTLs, times, ids and labels are gone. Of one thread.
 */
public final class FlowSignature {

    private final Set<String> withheld;
    private final MessageDigest digest;
    private final Map<String, Boolean> shown = new HashMap<>();

    /** @param withheld fields that are not to be seen, beside those that never are */
    public FlowSignature(Set<String> withheld) {
        this.withheld = withheld;
        try {
            this.digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }

    /** 32 hexadecimal digits of a row with {@link FlowEncoder#COLUMNS}. */
    public String of(Row flow) {
        FlowValues values = new FlowValues(flow);
        StringBuilder text = new StringBuilder(512);
        FlowValues.NUMBERS.keySet().forEach(name -> add(text, name, values.number(name)));
        FlowValues.FLAGS.forEach(name -> add(text, name, values.number(name)));
        for (String name : FlowValues.NAMES.keySet()) {
            String value = values.name(name);
            if (value != null && !withheld.contains(name)) {
                text.append(name).append('=').append(value).append('\n');
            }
        }
        new TreeMap<>(values.attributes()).forEach((name, value) -> {
            if (value != null && shown.computeIfAbsent(name, this::isShown)) {
                text.append(name).append('=').append(value).append('\n');
            }
        });
        return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void add(StringBuilder text, String name, double value) {
        if (!Double.isNaN(value)) {
            text.append(name).append('=').append(value).append('\n');
        }
    }

    private boolean isShown(String attribute) {
        return !AttributeNames.isHidden(attribute) && !withheld.contains(FlowValues.ATTRIBUTE + attribute);
    }
}
