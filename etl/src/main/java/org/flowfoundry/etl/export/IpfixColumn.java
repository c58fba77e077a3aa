package org.flowfoundry.etl.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.flowfoundry.core.column.AddressColumn;
import org.flowfoundry.core.column.IntColumn;
import org.flowfoundry.core.column.LongColumn;
import org.flowfoundry.core.column.TextColumn;
import org.flowfoundry.core.flow.FlowBatch;
import org.flowfoundry.etl.encode.ExportField;

/** An information element that a flow's columns fill, and whether they do. */
record IpfixColumn(ExportField<FlowCursor> field, Presence presence) {

    /** Enterprise number of reverse elements, RFC 5103. */
    private static final int REVERSE = 29_305;
    /** Enterprise number for use in documentation, RFC 5612, under which the label stands as in the sample networks. */
    private static final int EXAMPLE_ENTERPRISE = 32_473;

    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;

    /** Whether a flow has a value for the element. */
    interface Presence {
        State of(FlowCursor flow);
    }

    /** Of a flow's value. */
    enum State {
        PRESENT,
        ABSENT,
        /** There, and beyond what the element's length holds. */
        UNFIT
    }

    /** All elements, in the order in which records have them. */
    static List<IpfixColumn> all() {
        List<IpfixColumn> columns = new ArrayList<>();
        columns.add(millis(152, flows -> flows.flowStart));
        columns.add(millis(153, flows -> flows.flowEnd));
        columns.add(duration());
        addAddress(columns, 8, 27, flows -> flows.sourceAddress);
        addAddress(columns, 12, 28, flows -> flows.destinationAddress);
        columns.add(ofInt(4, 0, 1, flows -> flows.protocol));
        columns.add(ofInt(7, 0, 2, flows -> flows.sourcePort));
        columns.add(ofInt(11, 0, 2, flows -> flows.destinationPort));
        columns.add(icmp(32, ICMP));
        columns.add(icmp(139, ICMPV6));
        columns.add(ofLong(2, 0, 8, flows -> flows.packets));
        columns.add(ofLong(1, 0, 8, flows -> flows.bytes));
        columns.add(ofInt(6, 0, 2, flows -> flows.tcpFlags));
        columns.add(ofLong(2, REVERSE, 8, flows -> flows.reversePackets));
        columns.add(ofLong(1, REVERSE, 8, flows -> flows.reverseBytes));
        columns.add(ofInt(6, REVERSE, 2, flows -> flows.reverseTcpFlags));
        columns.add(ofInt(5, 0, 1, flows -> flows.tos));
        columns.add(ofLong(10, 0, 4, flows -> flows.ingressInterface));
        columns.add(ofLong(14, 0, 4, flows -> flows.egressInterface));
        columns.add(ofLong(58, 0, 2, flows -> flows.vlanId));
        columns.add(ofLong(16, 0, 4, flows -> flows.sourceAs));
        columns.add(ofLong(17, 0, 4, flows -> flows.destinationAs));
        columns.add(ofLong(34, 0, 4, flows -> flows.samplingInterval));
        addAddress(columns, 130, 131, flows -> flows.exporterAddress);
        columns.add(ofLong(149, 0, 4, flows -> flows.observationDomainId));
        addText(columns, 96, 0, flows -> flows.application);
        addText(columns, 1, EXAMPLE_ENTERPRISE, flows -> flows.label);
        return columns;
    }

    private static IpfixColumn millis(int element, Function<FlowBatch, LongColumn> column) {
        return new IpfixColumn(
                ExportField.number(
                        element,
                        8,
                        flow -> Math.floorDiv(column.apply(flow.flows()).get(flow.row()), 1_000)),
                flow -> fits(column.apply(flow.flows()), flow, 8));
    }

    /** Only where it is not what the times give. */
    private static IpfixColumn duration() {
        return new IpfixColumn(
                ExportField.number(161, 4, flow -> flow.flows().durationMs.get(flow.row())), flow -> {
                    FlowBatch flows = flow.flows();
                    boolean told = flow.has(flows.flowStart)
                            && flow.has(flows.flowEnd)
                            && flow.has(flows.durationMs)
                            && flow.endMillis() - flow.startMillis() == flows.durationMs.get(flow.row());
                    return told ? State.ABSENT : fits(flows.durationMs, flow, 4);
                });
    }

    private static IpfixColumn ofInt(int element, int enterprise, int length, Function<FlowBatch, IntColumn> column) {
        return new IpfixColumn(
                ExportField.number(element, enterprise, length, flow -> column.apply(flow.flows())
                        .get(flow.row())),
                flow -> {
                    IntColumn values = column.apply(flow.flows());
                    return flow.has(values) ? fits(values.get(flow.row()), length) : State.ABSENT;
                });
    }

    private static IpfixColumn ofLong(int element, int enterprise, int length, Function<FlowBatch, LongColumn> column) {
        return new IpfixColumn(
                ExportField.number(element, enterprise, length, flow -> column.apply(flow.flows())
                        .get(flow.row())),
                flow -> fits(column.apply(flow.flows()), flow, length));
    }

    /** Type and code in one number, where the flow has both. */
    private static IpfixColumn icmp(int element, int protocol) {
        return new IpfixColumn(
                ExportField.number(
                        element,
                        2,
                        flow -> (long) flow.flows().icmpType.get(flow.row()) << 8
                                | flow.flows().icmpCode.get(flow.row())),
                flow -> {
                    FlowBatch flows = flow.flows();
                    if (!flow.has(flows.protocol)
                            || flows.protocol.get(flow.row()) != protocol
                            || !flow.has(flows.icmpType)
                            || !flow.has(flows.icmpCode)) {
                        return State.ABSENT;
                    }
                    State type = fits(flows.icmpType.get(flow.row()), 1);
                    return type == State.PRESENT ? fits(flows.icmpCode.get(flow.row()), 1) : type;
                });
    }

    private static void addAddress(
            List<IpfixColumn> columns, int ipv4, int ipv6, Function<FlowBatch, AddressColumn> column) {
        columns.add(new IpfixColumn(
                ExportField.number(ipv4, 4, flow -> column.apply(flow.flows()).low(flow.row())),
                flow -> hasAddress(column.apply(flow.flows()), flow, false)));
        columns.add(new IpfixColumn(
                new ExportField<>(ipv6, 0, 16, (flow, out) -> {
                    AddressColumn addresses = column.apply(flow.flows());
                    out.putLong(addresses.high(flow.row())).putLong(addresses.low(flow.row()));
                }),
                flow -> hasAddress(column.apply(flow.flows()), flow, true)));
    }

    private static State hasAddress(AddressColumn column, FlowCursor flow, boolean ipv6) {
        boolean present = !column.isNull(flow.row()) && column.isIpv6(flow.row()) == ipv6;
        return present ? State.PRESENT : State.ABSENT;
    }

    /** What is longer than {@link Texts#LONGEST} does not fit a record. */
    private static void addText(
            List<IpfixColumn> columns, int element, int enterprise, Function<FlowBatch, TextColumn> column) {
        columns.add(new IpfixColumn(
                ExportField.text(
                        element, enterprise, flow -> column.apply(flow.flows()).get(flow.row())),
                flow -> {
                    String text = column.apply(flow.flows()).get(flow.row());
                    return text == null || text.isEmpty()
                            ? State.ABSENT
                            : Texts.isTooLong(text) ? State.UNFIT : State.PRESENT;
                }));
    }

    private static State fits(LongColumn column, FlowCursor flow, int length) {
        return flow.has(column) ? fits(column.get(flow.row()), length) : State.ABSENT;
    }

    private static State fits(long value, int length) {
        boolean fits = value >= 0 && (length == 8 || value >>> 8 * length == 0);
        return fits ? State.PRESENT : State.UNFIT;
    }
}
