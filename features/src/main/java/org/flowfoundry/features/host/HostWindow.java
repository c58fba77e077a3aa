package org.flowfoundry.features.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a host did in a window, or in a slice of it. Flows are added in order of time; slices are appended in order. Its
 * size is bounded whatever the host does: at most about 250 kB, and well under 1 kB for most.
 */
final class HostWindow {

    private RoleActivity asSource = new RoleActivity();
    private RoleActivity asDestination = new RoleActivity();
    private CounterSum packetsOut = new CounterSum();
    private CounterSum packetsIn = new CounterSum();
    private CounterSum bytesOut = new CounterSum();
    private CounterSum bytesIn = new CounterSum();
    private Moments bytes = new Moments();
    private Moments durations = new Moments();
    private TrafficMix mix = new TrafficMix();
    private int qualityFlags;

    void add(HostFlow flow) {
        (flow.asSource() ? asSource : asDestination).add(flow);
        packetsOut.add(flow.packetsOut());
        packetsIn.add(flow.packetsIn());
        bytesOut.add(flow.bytesOut());
        bytesIn.add(flow.bytesIn());
        Long both = flow.bytes();
        if (both != null) {
            bytes.add(both);
        }
        if (flow.starts() && flow.durationMs() >= 0) {
            durations.add(flow.durationMs() / 1000.0);
        }
        mix.add(flow);
        qualityFlags |= flow.qualityFlags();
    }

    void append(HostWindow later) {
        asSource.append(later.asSource);
        asDestination.append(later.asDestination);
        packetsOut.append(later.packetsOut);
        packetsIn.append(later.packetsIn);
        bytesOut.append(later.bytesOut);
        bytesIn.append(later.bytesIn);
        bytes.append(later.bytes);
        durations.append(later.durations);
        mix.append(later.mix);
        qualityFlags |= later.qualityFlags;
    }

    RoleActivity asSource() {
        return asSource;
    }

    RoleActivity asDestination() {
        return asDestination;
    }

    CounterSum packetsOut() {
        return packetsOut;
    }

    CounterSum packetsIn() {
        return packetsIn;
    }

    CounterSum bytesOut() {
        return bytesOut;
    }

    CounterSum bytesIn() {
        return bytesIn;
    }

    /** Bytes per flow, both directions. */
    Moments bytes() {
        return bytes;
    }

    /** Seconds, of the flows that started here. */
    Moments durations() {
        return durations;
    }

    TrafficMix mix() {
        return mix;
    }

    int qualityFlags() {
        return qualityFlags;
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            asSource.write(out);
            asDestination.write(out);
            for (CounterSum sum : new CounterSum[] {packetsOut, packetsIn, bytesOut, bytesIn}) {
                sum.write(out);
            }
            this.bytes.write(out);
            durations.write(out);
            mix.write(out);
            out.writeInt(qualityFlags);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static HostWindow ofBytes(byte[] bytes) {
        HostWindow window = new HostWindow();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            window.asSource = RoleActivity.read(in);
            window.asDestination = RoleActivity.read(in);
            window.packetsOut = CounterSum.read(in);
            window.packetsIn = CounterSum.read(in);
            window.bytesOut = CounterSum.read(in);
            window.bytesIn = CounterSum.read(in);
            window.bytes = Moments.read(in);
            window.durations = Moments.read(in);
            window.mix = TrafficMix.read(in);
            window.qualityFlags = in.readInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return window;
    }
}
