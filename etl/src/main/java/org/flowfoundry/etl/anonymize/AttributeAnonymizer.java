package org.flowfoundry.etl.anonymize;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says what may stand in the place of an attribute's value, by the attribute's name. Values that name a person, a device or a
 * site, from which addresses can be computed back, or that are bytes of packets or of nobody knows what are removed; in all others addresses are
 * replaced.
 */
final class AttributeAnonymizer {

    private enum Treatment {
        REMOVE,
        /** The registries do not say what the value is: a number may well be an address. */
        REMOVE_LARGE_NUMBERS,
        REPLACE_ADDRESSES
    }

    private static final Set<String> IDENTIFYING = Set.of(
            // IE 371, 147, 454-456, 460, 461, 468; the Community ID is an unkeyed hash of the addresses.
            "username",
            "wlanssid",
            "imei",
            "imsi",
            "msisdn",
            "httprequesthost",
            "httprequesttarget",
            "httpuseragent",
            "community_id",
            "communityid");

    /** IE 104, 313-315, 317, 497, 499, 504; not the sizes and offsets of such sections. */
    private static final Pattern PACKET_BYTES =
            Pattern.compile("(?:packet|frame|payload|ipv6|ipv6list)section(?!offset|size)");

    /** What nfdump wrote and nobody here knows: bytes as hexadecimal digits. */
    private static final Pattern UNKNOWN_BYTES = Pattern.compile("nfdump(?:extension|element)[0-9]+");

    /** The name of an element that no registry knows: {@code enterprise/id}. */
    private static final Pattern UNKNOWN = Pattern.compile("[0-9]+/[0-9]+");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{8,}");

    /** The number that 1.0.0.0 is; no smaller one is the address of a host. */
    private static final String FIRST_ADDRESS = "16777216";

    private static final int CACHED = 4096;

    private final TextAnonymizer texts;
    private final Map<String, Treatment> treatments = new HashMap<>();

    AttributeAnonymizer(TextAnonymizer texts) {
        this.texts = texts;
    }

    /** The value that may stand in the place of an attribute's. */
    String map(String name, String value) {
        if (treatments.size() >= CACHED) {
            treatments.clear();
        }
        return switch (treatments.computeIfAbsent(name, AttributeAnonymizer::treatment)) {
            case REMOVE -> TextAnonymizer.REMOVED;
            case REMOVE_LARGE_NUMBERS -> mayBeAddress(value) ? TextAnonymizer.REMOVED : texts.map(value);
            case REPLACE_ADDRESSES -> texts.map(value);
        };
    }

    private static Treatment treatment(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (IDENTIFYING.contains(lower)
                || PACKET_BYTES.matcher(lower).find()
                || UNKNOWN_BYTES.matcher(lower).matches()) {
            return Treatment.REMOVE;
        }
        return UNKNOWN.matcher(name).matches() ? Treatment.REMOVE_LARGE_NUMBERS : Treatment.REPLACE_ADDRESSES;
    }

    private static boolean mayBeAddress(String value) {
        return NUMBER.matcher(value).matches()
                && (value.length() > FIRST_ADDRESS.length() || value.compareTo(FIRST_ADDRESS) >= 0);
    }
}
