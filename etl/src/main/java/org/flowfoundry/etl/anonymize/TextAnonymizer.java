package org.flowfoundry.etl.anonymize;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IpAddresses;

/**
 * Replaces addresses inside the values of attributes. Wherever in a value an IPv4, IPv6 or MAC address stands by itself (also
 * in a list, with a port, with a prefix length) its image takes its place. Values that name a person, a device or a site, or
 * from which addresses can be computed back, are removed. Other text is kept: names that a network gave its interfaces and
 * applications stay as they are.
 */
final class TextAnonymizer {

    /** What stands where a value was. */
    static final String REMOVED = "removed";

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

    private static final Pattern CANDIDATE = Pattern.compile("(?<![0-9A-Za-z.:-])"
            + "(?:(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}|[0-9A-Fa-f]*+[.:][0-9A-Fa-f.:]*+)"
            + "(?![0-9A-Za-z])");
    private static final Pattern MAC = Pattern.compile("(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}");
    private static final int CACHED = 65_536;

    private final AddressCache addresses;
    private final CryptoPan cryptoPan;
    private final AddressColumn parsed = new AddressColumn("parsed", 1);
    private final Map<String, String> images = new HashMap<>();

    TextAnonymizer(AddressCache addresses, CryptoPan cryptoPan) {
        this.addresses = addresses;
        this.cryptoPan = cryptoPan;
    }

    /** The value that may stand in the place of an attribute's. */
    String map(String key, String value) {
        if (IDENTIFYING.contains(key.toLowerCase(Locale.ROOT))) {
            return REMOVED;
        }
        if (value.indexOf('.') < 0 && value.indexOf(':') < 0 && value.indexOf('-') < 0) {
            return value;
        }
        if (images.size() >= CACHED) {
            images.clear();
        }
        return images.computeIfAbsent(value, text -> CANDIDATE.matcher(text).replaceAll(this::image));
    }

    private String image(MatchResult candidate) {
        String text = candidate.group();
        if (MAC.matcher(text).matches()) {
            return mac(text);
        }
        int port = text.indexOf(':');
        boolean hasPort = port > 0 && port == text.lastIndexOf(':') && text.indexOf('.') > 0;
        String address = hasPort ? text.substring(0, port) : text;
        return addressText(address) + text.substring(address.length());
    }

    private String addressText(String text) {
        parsed.clear();
        if (!IpAddresses.parse(parsed, 0, text)) {
            return text;
        }
        addresses.map(parsed, 0);
        return parsed.text(0);
    }

    private String mac(String text) {
        long address = Long.parseLong(text.replaceAll("[:-]", ""), 16);
        String image = HexFormat.of().toHexDigits(cryptoPan.mac(address), 12);
        return image.replaceAll("(..)(?!$)", "$1" + text.charAt(2));
    }
}
