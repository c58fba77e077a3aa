package org.flowfoundry.etl.decode.netflow;

import java.util.List;
import java.util.Map;

/** The fixed record of NetFlow v5, told as a template. */
final class V5Template {

    private static final int PADDING = 210;

    private static final Template TEMPLATE = new Template(
            List.of(
                    field(8, 4), // source address
                    field(12, 4), // destination address
                    field(15, 4), // next hop
                    field(10, 2), // input interface
                    field(14, 2), // output interface
                    field(2, 4), // packets
                    field(1, 4), // bytes
                    field(22, 4), // first, in sysUpTime
                    field(21, 4), // last, in sysUpTime
                    field(7, 2), // source port
                    field(11, 2), // destination port
                    field(PADDING, 1),
                    field(6, 1), // TCP flags
                    field(4, 1), // protocol
                    field(5, 1), // type of service
                    field(16, 2), // source AS
                    field(17, 2), // destination AS
                    field(9, 1), // source prefix length
                    field(13, 1), // destination prefix length
                    field(PADDING, 2)),
            -1);

    private V5Template() {}

    private static TemplateField field(int id, int length) {
        return new TemplateField(0, id, length);
    }

    static RecordLayout layout() {
        return new RecordLayout(TEMPLATE, Map.of());
    }
}
