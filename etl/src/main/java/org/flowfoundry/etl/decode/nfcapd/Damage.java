package org.flowfoundry.etl.decode.nfcapd;

/** Bytes that are not what the layout says they must be. Carries the reason for the quarantine, never the bytes. */
@SuppressWarnings("serial") // never leaves the reader that throws it
final class Damage extends Exception {

    Damage(String reason) {
        super(reason, null, false, false);
    }
}
