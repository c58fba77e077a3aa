package org.flowfoundry.etl.anonymize;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.flowfoundry.etl.decode.capture.NetworkBytes;

/**
 * Crypto-PAn (Xu, Fan, Ammar, Moon, ICNP 2002): a keyed one-to-one mapping of addresses under which two addresses that
 * share a prefix of k bits, and no more, have images that share a prefix of k bits, and no more. Bit i of the image is bit
 * i of the address, flipped by the first bit of AES over the address's i bits before it, padded with bits of the key.
 *
 * <p>Not safe for use by several threads.
 */
final class CryptoPan {

    private static final int BLOCK = 16;
    private static final int MOST_BITS = 128;

    private final Cipher cipher;
    private final long padHigh;
    private final long padLow;
    private final byte[] blocks = new byte[MOST_BITS * BLOCK];
    private final byte[] encrypted = new byte[MOST_BITS * BLOCK];

    CryptoPan(AnonymizationKey key) {
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.cipherKey(), "AES"));
            byte[] pad = cipher.doFinal(key.padSeed());
            padHigh = NetworkBytes.u64(pad, 0);
            padLow = NetworkBytes.u64(pad, 8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES", e);
        }
    }

    /** The image of an IPv4 address. */
    int ipv4(int address) {
        long flips = flips((long) address << 32, 0, Integer.SIZE)[0];
        return address ^ (int) (flips >>> 32);
    }

    /** The images of a 48-bit MAC address: its manufacturer's half and its own half each keep what they have in common. */
    long mac(long address) {
        long flips = flips(address << 16, 0, 48)[0];
        return address ^ (flips >>> 16);
    }

    /** The image of an IPv6 address, as its upper and lower 64 bits. */
    long[] ipv6(long high, long low) {
        long[] flips = flips(high, low, MOST_BITS);
        flips[0] ^= high;
        flips[1] ^= low;
        return flips;
    }

    /** Which of the address's leading bits to flip; all prefixes go through the cipher in one call. */
    private long[] flips(long high, long low, int bits) {
        for (int i = 0; i < bits; i++) {
            long highMask = i < 64 ? ~(-1L >>> i) : -1L;
            long lowMask = i <= 64 ? 0 : ~(-1L >>> (i - 64));
            NetworkBytes.putU64(blocks, i * BLOCK, (high & highMask) | (padHigh & ~highMask));
            NetworkBytes.putU64(blocks, i * BLOCK + 8, (low & lowMask) | (padLow & ~lowMask));
        }
        try {
            cipher.update(blocks, 0, bits * BLOCK, encrypted, 0);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("ECB without padding gives as many bytes as it takes", e);
        }
        long[] flips = new long[2];
        for (int i = 0; i < bits; i++) {
            long bit = (encrypted[i * BLOCK] >>> 7) & 1L;
            flips[i >>> 6] |= bit << (63 - (i & 63));
        }
        return flips;
    }
}
