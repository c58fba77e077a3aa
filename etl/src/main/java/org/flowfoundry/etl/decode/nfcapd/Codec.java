package org.flowfoundry.etl.decode.nfcapd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.lzo.LzoDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** How the payload of a block is compressed. No codec writes beyond the output it is given, whatever the input claims. */
enum Codec {
    NONE {
        @Override
        int decompress(byte[] input, int length, byte[] output) throws Damage {
            if (length > output.length) {
                throw new Damage("the block is larger than nfdump writes");
            }
            System.arraycopy(input, 0, output, 0, length);
            return length;
        }
    },
    LZO {
        @Override
        int decompress(byte[] input, int length, byte[] output) throws Damage {
            return airlift(new LzoDecompressor(), input, length, output);
        }
    },
    BZ2 {
        @Override
        int decompress(byte[] input, int length, byte[] output) throws Damage {
            try (BZip2CompressorInputStream stream =
                    new BZip2CompressorInputStream(new ByteArrayInputStream(input, 0, length))) {
                int size = stream.readNBytes(output, 0, output.length);
                if (size == output.length && stream.read() >= 0) {
                    throw damaged();
                }
                return size;
            } catch (IOException | RuntimeException e) { // the codec throws both on bad bytes
                throw damaged();
            }
        }
    },
    LZ4 {
        @Override
        int decompress(byte[] input, int length, byte[] output) throws Damage {
            return airlift(new Lz4Decompressor(), input, length, output);
        }
    },
    ZSTD {
        @Override
        int decompress(byte[] input, int length, byte[] output) throws Damage {
            try {
                return (int) Zstd.decompressByteArray(output, 0, output.length, input, 0, length);
            } catch (ZstdException e) {
                throw damaged();
            }
        }
    };

    private static final int LAYOUT_1_LZO = 0x01;
    private static final int LAYOUT_1_BZ2 = 0x08;
    private static final int LAYOUT_1_LZ4 = 0x10;

    /**
     * Decompresses the first {@code length} bytes of the input.
     *
     * @return the size of the output
     * @throws Damage where the input is broken, or does not fit the output
     */
    abstract int decompress(byte[] input, int length, byte[] output) throws Damage;

    /** The codec of a layout 1 file by its flags. */
    static Codec ofLayout1(int flags) throws Damage {
        return switch (flags & (LAYOUT_1_LZO | LAYOUT_1_BZ2 | LAYOUT_1_LZ4)) {
            case 0 -> NONE;
            case LAYOUT_1_LZO -> LZO;
            case LAYOUT_1_BZ2 -> BZ2;
            case LAYOUT_1_LZ4 -> LZ4;
            default -> throw unknown(flags);
        };
    }

    /** The codec of a layout 2 file by its number: 0 is none. */
    static Codec ofLayout2(int number) throws Damage {
        Codec[] codecs = values();
        if (number >= codecs.length) {
            throw unknown(number);
        }
        return codecs[number];
    }

    /** The codec of a layout 3 file by its number: 1 is none. */
    static Codec ofLayout3(int number) throws Damage {
        if (number == 0) {
            throw unknown(number);
        }
        return ofLayout2(number - 1);
    }

    private static int airlift(Decompressor codec, byte[] input, int length, byte[] output) throws Damage {
        try {
            return codec.decompress(input, 0, length, output, 0, output.length);
        } catch (MalformedInputException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged();
        }
    }

    private static Damage damaged() {
        return new Damage("the block cannot be decompressed");
    }

    private static Damage unknown(int number) {
        return new Damage("the file is compressed in an unknown way, " + number);
    }
}
