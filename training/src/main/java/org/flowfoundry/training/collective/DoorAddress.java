package org.flowfoundry.training.collective;

import java.io.IOException;
import java.util.HexFormat;

/**
 * Where a worker can be reached.
 *
 * @param host IP address, as text
 * @param port TCP port
 * @param socket path of a Unix domain socket, for workers on the same machine; empty where there is none
 * @param secret what a caller must know
 */
record DoorAddress(String host, int port, String socket, byte[] secret) {

    static final int SECRET_BYTES = 16;

    String text() {
        return String.join("\t", host, Integer.toString(port), HexFormat.of().formatHex(secret), socket);
    }

    static DoorAddress parse(String text) throws IOException {
        String[] parts = text.split("\t", 4);
        try {
            byte[] secret = HexFormat.of().parseHex(parts[2]);
            if (secret.length != SECRET_BYTES) {
                throw new IOException("A secret of " + secret.length + " bytes");
            }
            return new DoorAddress(parts[0], Integer.parseInt(parts[1]), parts[3], secret);
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("Not an address: '" + text + "'", e);
        }
    }
}
