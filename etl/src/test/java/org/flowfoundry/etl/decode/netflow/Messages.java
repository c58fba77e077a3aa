package org.flowfoundry.etl.decode.netflow;

import org.flowfoundry.etl.decode.capture.Bytes;

/** Makes export messages, sets and records. */
public final class Messages {

    public static final long EXPORT_SECONDS = 1_780_000_000L;
    static final long UPTIME = 10_000_000L;

    private Messages() {}

    public static byte[] ipfix(long domain, long sequence, byte[]... sets) {
        return ipfixAt(EXPORT_SECONDS, domain, sequence, sets);
    }

    static byte[] ipfixAt(long exportSeconds, long domain, long sequence, byte[]... sets) {
        byte[] body = Bytes.concat(sets);
        return new Bytes()
                .u16(10, 16 + body.length)
                .u32(exportSeconds, sequence, domain)
                .raw(body)
                .done();
    }

    static byte[] v9(long source, long sequence, byte[]... sets) {
        return v9At(EXPORT_SECONDS, UPTIME, source, sequence, sets);
    }

    static byte[] v9At(long exportSeconds, long uptime, long source, long sequence, byte[]... sets) {
        return new Bytes()
                .u16(9, sets.length)
                .u32(uptime, exportSeconds, sequence, source)
                .raw(Bytes.concat(sets))
                .done();
    }

    static byte[] v5(long sequence, int sampling, byte[]... records) {
        return v5Counting(records.length, sequence, sampling, records);
    }

    static byte[] v5Counting(int count, long sequence, int sampling, byte[]... records) {
        return new Bytes()
                .u16(5, count)
                .u32(UPTIME, EXPORT_SECONDS, 250_000_000, sequence)
                .u8(1, 2)
                .u16(sampling)
                .raw(Bytes.concat(records))
                .done();
    }

    static byte[] v5Record(int host, int protocol, int sourcePort, int destinationPort, long first, long last) {
        return new Bytes()
                .u32(0x0a000000L + host, 0xc6336401L, 0)
                .u16(3, 4)
                .u32(10, 1000, first, last)
                .u16(sourcePort, destinationPort)
                .u8(0, 0x1b, protocol, 0x10)
                .u16(64_500, 64_501)
                .u8(24, 16)
                .u16(0)
                .done();
    }

    public static byte[] set(int id, byte[]... content) {
        byte[] body = Bytes.concat(content);
        return new Bytes().u16(id, body.length + 4).raw(body).done();
    }

    /** A template of IANA's elements, as pairs of id and length. */
    static byte[] template(int id, int... fields) {
        Bytes bytes = new Bytes().u16(id, fields.length / 2);
        for (int field : fields) {
            bytes.u16(field);
        }
        return bytes.done();
    }

    /** An IPFIX options template of IANA's elements, as pairs of id and length. */
    static byte[] optionsTemplate(int id, int scopes, int... fields) {
        Bytes bytes = new Bytes().u16(id, fields.length / 2, scopes);
        for (int field : fields) {
            bytes.u16(field);
        }
        return bytes.done();
    }

    /** The elements of {@link #flow}: addresses, ports, protocol, packets, bytes, start and end in milliseconds. */
    public static byte[] flowTemplate(int id) {
        return template(id, 8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 2, 4, 1, 4, 152, 8, 153, 8);
    }

    public static byte[] flow(int host) {
        long millis = EXPORT_SECONDS * 1000 - 5000;
        return new Bytes()
                .u32(0x0a000000L + host, 0xc6336401L)
                .u16(40_000 + host % 10_000, 443)
                .u8(6)
                .u32(host, host * 100L)
                .u64(millis, millis + 1000)
                .done();
    }
}
