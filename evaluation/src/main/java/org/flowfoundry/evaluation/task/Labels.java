package org.flowfoundry.evaluation.task;

import java.util.Locale;
import java.util.regex.Pattern;

/** What labels of flows mean, in whatever letter case, and whatever stands between their words. */
final class Labels {

    /** What all sources call ordinary traffic. */
    private static final Pattern ORDINARY = Pattern.compile(
            "^$|^(0|none|clean|ok|empty)$|(?<!(non|not)_)(?<![a-z0-9])(benign|normal|background|legitimate|good)(?![a-z0-9])");

    private static final Pattern DDOS = Pattern.compile(
            "ddos|(^|_)(dr)?dos|flood|amplif|reflect|slowloris|slowhttp|goldeneye|hulk|loic|hoic|smurf|neptune"
                    + "|(^|_)syn$|udp_?lag");

    private static final Pattern BOTNET =
            Pattern.compile("bot(net)?(_|$)|(^|_)bot|c_c|(^|_)c2|heartbeat|mirai|torii|neris|rbot"
                    + "|virut|zeus|gafgyt|bashlite|hajime|okiru|muhstik|kenjiro");

    private Labels() {}

    static boolean isOrdinary(String label) {
        return ORDINARY.matcher(words(label)).find();
    }

    static boolean isDdos(String label) {
        return DDOS.matcher(words(label)).find();
    }

    static boolean isBotnet(String label) {
        String words = words(label);
        // CTU writes flow=From-Botnet-V42 but also flow=To-Normal: ordinary words win.
        return !ORDINARY.matcher(words).find() && BOTNET.matcher(words).find();
    }

    /** A label without letter case and signs, so that two spellings of one class are one. */
    static String words(String label) {
        return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    }
}
