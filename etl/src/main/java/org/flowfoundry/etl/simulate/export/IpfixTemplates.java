package org.flowfoundry.etl.simulate.export;

import java.util.ArrayList;
import java.util.List;
import org.flowfoundry.etl.encode.ExportField;
import org.flowfoundry.etl.encode.FlowTemplate;
import org.flowfoundry.etl.simulate.traffic.Address;
import org.flowfoundry.etl.simulate.traffic.Endpoints;

/**
 * The flow templates of the IPFIX files: IPv4 or IPv6, ports or ICMP, one-way or with the reverse direction (RFC 5103). Each
 * record carries its truth in an element of our own, {@code label}, under the enterprise number that RFC 5612 keeps for
 * examples.
 */
final class IpfixTemplates {

    /** Enterprise number for use in documentation, RFC 5612. */
    static final int EXAMPLE_ENTERPRISE = 32_473;
    /** Our element of that enterprise: the class label, a string. */
    static final int LABEL_ELEMENT = 1;

    /** Enterprise number of reverse elements, RFC 5103. */
    private static final int REVERSE = 29_305;

    private static final int FIRST_ID = 256;

    private IpfixTemplates() {}

    /**
     * All templates, in the order of their ids.
     *
     * @param exporter IPv4 address of the exporter, which stands in each record: a file has no other place to tell it
     */
    static List<FlowTemplate<ExportedFlow>> all(Address exporter) {
        List<FlowTemplate<ExportedFlow>> templates = new ArrayList<>();
        for (boolean biflow : List.of(true, false)) {
            for (boolean icmp : List.of(false, true)) {
                for (boolean ipv6 : List.of(false, true)) {
                    templates.add(
                            new FlowTemplate<>(FIRST_ID + templates.size(), fields(ipv6, icmp, biflow, exporter)));
                }
            }
        }
        return templates;
    }

    /** Place in {@link #all} of the template that fits a record. */
    static int indexFor(ExportedFlow flow) {
        Endpoints endpoints = flow.counted().endpoints();
        return (flow.isBiflow() ? 0 : 4) + (endpoints.icmp() ? 2 : 0) + (endpoints.ipv6() ? 1 : 0);
    }

    private static List<ExportField<ExportedFlow>> fields(
            boolean ipv6, boolean icmp, boolean biflow, Address exporter) {
        List<ExportField<ExportedFlow>> fields = new ArrayList<>();
        fields.add(ExportField.number(152, 8, ExportedFlow::startMillis));
        fields.add(ExportField.number(153, 8, ExportedFlow::endMillis));
        fields.addAll(FlowFields.endpoints(ipv6, icmp));
        fields.add(ExportField.number(2, 8, flow -> flow.counted().forward().packets()));
        fields.add(ExportField.number(1, 8, flow -> flow.counted().forward().bytes()));
        fields.add(ExportField.number(6, 2, flow -> flow.counted().forward().tcpFlags()));
        if (biflow) {
            fields.add(ExportField.number(
                    2, REVERSE, 8, flow -> flow.counted().reverse().packets()));
            fields.add(ExportField.number(
                    1, REVERSE, 8, flow -> flow.counted().reverse().bytes()));
            fields.add(ExportField.number(
                    6, REVERSE, 2, flow -> flow.counted().reverse().tcpFlags()));
        }
        fields.add(ExportField.number(5, 1, flow -> flow.counted().tos()));
        fields.add(ExportField.number(10, 4, ExportedFlow::ingress));
        fields.add(ExportField.number(14, 4, ExportedFlow::egress));
        fields.add(ExportField.number(130, 4, flow -> exporter.low()));
        fields.add(ExportField.number(136, 1, flow -> flow.endReason().code()));
        fields.add(ExportField.text(96, 0, flow -> flow.counted().cause().application()));
        fields.add(ExportField.text(
                LABEL_ELEMENT,
                EXAMPLE_ENTERPRISE,
                flow -> flow.counted().cause().label().text()));
        return fields;
    }
}
