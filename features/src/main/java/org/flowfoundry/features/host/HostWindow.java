package org.flowfoundry.features.host;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/**
 * What a host did in a window, or in a slice of it. Flows are added in order of time; slices are appended in order. Its
 * size is bounded whatever the host does: at most about 1.5 MB, and some hundred bytes for most.
 */
final class HostWindow {

    private static final int FIRST_BYTES = 512;
    private static final int MOST_BYTES = 8 << 20;

    /** Stands for a role the host did not play; never added to. */
    private static final RoleActivity NONE = new RoleActivity();

    private RoleActivity asSource = NONE;
    private RoleActivity asDestination = NONE;
    private CounterSum packetsOut = new CounterSum();
    private CounterSum packetsIn = new CounterSum();
    private CounterSum bytesOut = new CounterSum();
    private CounterSum bytesIn = new CounterSum();
    private Moments bytes = new Moments();
    private Moments durations = new Moments();
    private TrafficMix mix = new TrafficMix();
    private int qualityFlags;

    void add(HostFlow flow) {
        if (flow.asSource()) {
            asSource = asSource == NONE ? new RoleActivity() : asSource;
            asSource.add(flow);
        } else {
            asDestination = asDestination == NONE ? new RoleActivity() : asDestination;
            asDestination.add(flow);
        }
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
        asSource = merged(asSource, later.asSource);
        asDestination = merged(asDestination, later.asDestination);
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
        Output out = new Output(FIRST_BYTES, MOST_BYTES);
        write(asSource, out);
        write(asDestination, out);
        for (CounterSum sum : new CounterSum[] {packetsOut, packetsIn, bytesOut, bytesIn}) {
            sum.write(out);
        }
        bytes.write(out);
        durations.write(out);
        mix.write(out);
        out.writeInt(qualityFlags);
        return out.toBytes();
    }

    static HostWindow ofBytes(byte[] bytes) {
        Input in = new Input(bytes);
        HostWindow window = new HostWindow();
        window.asSource = readRole(in);
        window.asDestination = readRole(in);
        window.packetsOut = CounterSum.read(in);
        window.packetsIn = CounterSum.read(in);
        window.bytesOut = CounterSum.read(in);
        window.bytesIn = CounterSum.read(in);
        window.bytes = Moments.read(in);
        window.durations = Moments.read(in);
        window.mix = TrafficMix.read(in);
        window.qualityFlags = in.readInt();
        return window;
    }

    private static RoleActivity merged(RoleActivity earlier, RoleActivity later) {
        if (earlier == NONE || later == NONE) {
            return earlier == NONE ? later : earlier;
        }
        earlier.append(later);
        return earlier;
    }

    private static void write(RoleActivity role, Output out) {
        out.writeBoolean(role != NONE);
        if (role != NONE) {
            role.write(out);
        }
    }

    private static RoleActivity readRole(Input in) {
        return in.readBoolean() ? RoleActivity.read(in) : NONE;
    }
}
