package org.flowfoundry.etl.export;

import java.nio.charset.StandardCharsets;

/** Texts in fields of bounded length. */
final class Texts {

    /** The most bytes of a text in a binary record. */
    static final int LONGEST = 1_024;

    private Texts() {}

    /** Whether the text's UTF-8 is longer than {@link #LONGEST} bytes. */
    static boolean isTooLong(String text) {
        return text.length() > LONGEST / 3 && text.getBytes(StandardCharsets.UTF_8).length > LONGEST;
    }

    /** The text's longest beginning that is not too long. */
    static String cut(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        while (isTooLong(cut)) {
            cut = cut.substring(0, cut.length() - 1);
        }
        boolean halfCharacter = !cut.isEmpty() && Character.isHighSurrogate(cut.charAt(cut.length() - 1));
        return halfCharacter ? cut.substring(0, cut.length() - 1) : cut;
    }
}
