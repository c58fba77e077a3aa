package org.flowfoundry.etl.anonymize;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IpAddresses;

/**
 * Replaces addresses inside text, wherever they stand: by themselves, in lists, ranges and sentences, inside of names, with
 * ports, zones and prefix lengths. What has the shape of an address but is none is removed rather than kept, and so is a whole
 * text that holds four or more bytes in hexadecimal. All other text stays as it is, and so does a {@code ::} within it, which
 * no host has.
 */
final class TextAnonymizer {

    /** What stands where something was. */
    static final String REMOVED = "removed";

    /** A group of IPv6, not merely the end of a word such as the c of "src". */
    private static final String GROUP = "(?:(?<![0-9A-Za-z])[0-9A-Fa-f]++(?![0-9A-Za-z]))?+";

    private static final String COLONS = GROUP + "(?::" + GROUP + "){2,}+(?:(?:\\.[0-9]++){3})?+";
    /** From the first digit on, lest a long number be tried from each of its digits. */
    private static final String DOTTED = "(?:(?<![0-9])|\\G)[0-9]++(?:\\.[0-9]++){3,}+";

    private static final String OCTET = "[0-9A-Fa-f]{2}";
    private static final String MAC = OCTET + "(?:-" + OCTET + "){5,}+|" + OCTET + "(?::" + OCTET
            + "){5,}+|[0-9A-Fa-f]{4}(?:\\.[0-9A-Fa-f]{4}){2}";

    /** A word that begins or ends right beside the :: of an address, so that nobody can tell the one from the other. */
    private static final String WORD_BEHIND = "::[0-9][0-9A-Fa-f]*+(?=[G-Zg-z])";

    private static final String WORD_BEFORE = "[0-9][0-9A-Fa-f]{0,3}+::[0-9A-Fa-f:]*+";

    private static final Pattern CANDIDATE =
            Pattern.compile(WORD_BEHIND + "|(" + COLONS + ")|(" + DOTTED + ")|(" + MAC + ")|" + WORD_BEFORE);
    private static final Pattern IPV4 = Pattern.compile(DOTTED);
    private static final Pattern MAC_WITH_COLONS = Pattern.compile(OCTET + "(?::" + OCTET + "){5}");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9A-Fa-f]{8}");

    /** What has so many colons has the shape of a MAC or IPv6 address; a time of day has fewer. */
    private static final int COLONS_OF_ADDRESS = 5;

    private static final int MAC_DIGITS = 12;
    private static final int OCTET_LENGTH = 3;
    private static final int HIGHEST_PORT = 65_535;
    private static final int CACHED = 65_536;
    private static final int LONGEST_CACHED = 256;

    private final AddressCache addresses;
    private final CryptoPan cryptoPan;
    private final AddressColumn parsed = new AddressColumn("parsed", 1);
    private final Map<String, String> images = new HashMap<>();

    TextAnonymizer(AddressCache addresses, CryptoPan cryptoPan) {
        this.addresses = addresses;
        this.cryptoPan = cryptoPan;
    }

    /** The text with the images of its addresses; the very same object where there is nothing to replace. */
    String map(String text) {
        if (text.indexOf('.') < 0 && text.indexOf(':') < 0 && text.indexOf('-') < 0 && text.length() < 10) {
            return text;
        }
        if (text.length() > LONGEST_CACHED) {
            return mapped(text);
        }
        if (images.size() >= CACHED) {
            images.clear();
        }
        return images.computeIfAbsent(text, this::mapped);
    }

    private String mapped(String text) {
        if (text.equals("::")) {
            return address(text);
        }
        if (HEXADECIMAL.matcher(text).find()) {
            return REMOVED;
        }
        String image = CANDIDATE.matcher(text).replaceAll(this::image);
        return image.equals(text) ? text : image;
    }

    private String image(MatchResult candidate) {
        if (candidate.group(1) != null) {
            return colons(candidate.group());
        }
        if (candidate.group(2) != null) {
            return dotted(candidate.group());
        }
        return candidate.group(3) != null ? mac(candidate.group()) : REMOVED;
    }

    /** IPv6, a MAC address, or neither, perhaps with a colon of the text around it at either end. */
    private String colons(String text) {
        int from = text.startsWith(":") && (text.startsWith(":::") || !text.startsWith("::")) ? 1 : 0;
        int to = text.endsWith(":") && (text.endsWith(":::") || !text.endsWith("::")) ? 1 : 0;
        if (from + to >= text.length() || text.chars().allMatch(c -> c == ':')) {
            return text;
        }
        String inner = text.substring(from, text.length() - to);
        if (MAC_WITH_COLONS.matcher(inner).matches()) {
            return ":".repeat(from) + mac(inner) + ":".repeat(to);
        }
        String image = inner.indexOf(':') < 0 ? null : address(inner);
        if (image != null) {
            return ":".repeat(from) + image + ":".repeat(to);
        }
        boolean looksLikeOne =
                text.contains("::") || text.chars().filter(c -> c == ':').count() >= COLONS_OF_ADDRESS;
        return looksLikeOne ? REMOVED : IPV4.matcher(text).replaceAll(match -> dotted(match.group()));
    }

    /** Numbers with dots between them: an IPv4 address, or one with a port behind a fourth dot. */
    private String dotted(String text) {
        String image = address(text);
        if (image != null) {
            return image;
        }
        int last = text.lastIndexOf('.');
        String port = text.substring(last + 1);
        image = port.length() <= 5 && Integer.parseInt(port) <= HIGHEST_PORT ? address(text.substring(0, last)) : null;
        return image == null ? REMOVED : image + "." + port;
    }

    /** The image of an address, or null where the text is none. */
    private String address(String text) {
        parsed.clear();
        if (!IpAddresses.parse(parsed, 0, text)) {
            return null;
        }
        addresses.map(parsed, 0);
        return parsed.text(0);
    }

    /** The image of a MAC address, its separators where they were. A seventh octet in front is a word's end: mac-00-11-... */
    private String mac(String text) {
        String digits = text.replaceAll("[:.-]", "");
        if (digits.length() == MAC_DIGITS + 2) {
            return text.substring(0, OCTET_LENGTH) + mac(text.substring(OCTET_LENGTH));
        }
        if (digits.length() != MAC_DIGITS) {
            return REMOVED;
        }
        String image = HexFormat.of().toHexDigits(cryptoPan.mac(Long.parseLong(digits, 16)), MAC_DIGITS);
        StringBuilder result = new StringBuilder(text);
        for (int i = 0, digit = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                result.setCharAt(i, image.charAt(digit++));
            }
        }
        return result.toString();
    }
}
