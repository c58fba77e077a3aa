package org.flowfoundry.etl.decode.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.flowfoundry.core.flow.FlowBatch;

/**
 * IP protocols by name: IANA's keywords, and names that Argus has for some, or for what it sees on top of them ({@code rtp} is
 * UDP).
 */
final class IpProtocols {

    private static final String TABLE = "ip-protocols.csv";
    private static final int GREATEST = 255;
    private static final Map<String, Protocol> BY_NAME = read();

    private IpProtocols() {}

    /** @param isKeyword whether the name says no more than the number does */
    private record Protocol(int number, boolean isKeyword) {}

    /**
     * Puts a protocol's number into the row that is being filled. A name that says more than a number, or that no IP protocol
     * has ({@code arp}), stands in the attributes.
     */
    static boolean parse(String name, byte[] text, int from, int to, FlowBatch batch) {
        if (text[from] >= '0' && text[from] <= '9' && Decimals.whole(text, from, to) != Decimals.INVALID) {
            return Field.number(row -> row.protocol, GREATEST).parse(name, text, from, to, batch);
        }
        String spelled = new String(text, from, to - from, StandardCharsets.UTF_8);
        Protocol protocol = BY_NAME.get(spelled.toLowerCase(Locale.ROOT));
        if (protocol != null) {
            batch.protocol.set(batch.rows(), protocol.number());
        }
        if (protocol == null || !protocol.isKeyword()) {
            batch.attributes.put(batch.rows(), name, spelled);
        }
        return true;
    }

    private static Map<String, Protocol> read() {
        Map<String, Protocol> protocols = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(IpProtocols.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split(",", -1);
                int number = Integer.parseInt(fields[0]);
                protocols.put(fields[1], new Protocol(number, true));
                for (String alias : fields[2].split(" ", -1)) {
                    protocols.put(alias, new Protocol(number, false));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The table of IP protocols cannot be read from the jar", e);
        }
        protocols.remove("");
        return Map.copyOf(protocols);
    }
}
