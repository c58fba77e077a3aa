package org.flowfoundry.features.host;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** What a host did in one of its roles, source or destination of flows. */
final class RoleActivity {

    private Gaps gaps = new Gaps();
    private KeyCounts peers = new KeyCounts();
    private KeyCounts sourcePorts = new KeyCounts();
    private KeyCounts destinationPorts = new KeyCounts();
    private long flows;

    void add(HostFlow flow) {
        flows++;
        if (flow.starts()) {
            gaps.add(flow.time());
        }
        peers.add(flow.peer());
        if (flow.sourcePort() >= 0) {
            sourcePorts.add(flow.sourcePort());
        }
        if (flow.destinationPort() >= 0) {
            destinationPorts.add(flow.destinationPort());
        }
    }

    void append(RoleActivity later) {
        flows += later.flows;
        gaps.append(later.gaps);
        peers.append(later.peers);
        sourcePorts.append(later.sourcePorts);
        destinationPorts.append(later.destinationPorts);
    }

    long flows() {
        return flows;
    }

    Gaps gaps() {
        return gaps;
    }

    KeyCounts peers() {
        return peers;
    }

    KeyCounts sourcePorts() {
        return sourcePorts;
    }

    KeyCounts destinationPorts() {
        return destinationPorts;
    }

    void write(Output out) {
        out.writeVarLong(flows, true);
        gaps.write(out);
        peers.write(out);
        sourcePorts.write(out);
        destinationPorts.write(out);
    }

    static RoleActivity read(Input in) {
        RoleActivity role = new RoleActivity();
        role.flows = in.readVarLong(true);
        role.gaps = Gaps.read(in);
        role.peers = KeyCounts.read(in);
        role.sourcePorts = KeyCounts.read(in);
        role.destinationPorts = KeyCounts.read(in);
        return role;
    }
}
