package org.flowfoundry.etl.simulate.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.flowfoundry.etl.encode.ExportField;
import org.flowfoundry.etl.simulate.traffic.Address;
import org.flowfoundry.etl.simulate.traffic.Endpoints;

/** Fields that flow templates are made of, by their numbers in the IPFIX registry. */
final class FlowFields {

    private static final int PROTOCOL = 4;
    private static final int SOURCE_PORT = 7;
    private static final int SOURCE_IPV4 = 8;
    private static final int DESTINATION_PORT = 11;
    private static final int DESTINATION_IPV4 = 12;
    private static final int SOURCE_IPV6 = 27;
    private static final int DESTINATION_IPV6 = 28;
    private static final int ICMP_TYPE_CODE_IPV4 = 32;
    private static final int ICMP_TYPE_CODE_IPV6 = 139;

    private FlowFields() {}

    /** Addresses, protocol, and ports or ICMP type and code. */
    static List<ExportField<ExportedFlow>> endpoints(boolean ipv6, boolean icmp) {
        List<ExportField<ExportedFlow>> fields = new ArrayList<>();
        fields.add(address(ipv6, ipv6 ? SOURCE_IPV6 : SOURCE_IPV4, Endpoints::source));
        fields.add(address(ipv6, ipv6 ? DESTINATION_IPV6 : DESTINATION_IPV4, Endpoints::destination));
        fields.add(of(PROTOCOL, 1, Endpoints::protocol));
        if (icmp) {
            int element = ipv6 ? ICMP_TYPE_CODE_IPV6 : ICMP_TYPE_CODE_IPV4;
            fields.add(of(element, 2, endpoints -> endpoints.sourcePort() << 8 | endpoints.destinationPort()));
        } else {
            fields.add(of(SOURCE_PORT, 2, Endpoints::sourcePort));
            fields.add(of(DESTINATION_PORT, 2, Endpoints::destinationPort));
        }
        return fields;
    }

    private static ExportField<ExportedFlow> address(boolean ipv6, int element, Function<Endpoints, Address> side) {
        if (ipv6) {
            return new ExportField<>(element, 0, 16, (flow, out) -> {
                Address address = side.apply(flow.counted().endpoints());
                out.putLong(address.high()).putLong(address.low());
            });
        }
        return of(element, 4, endpoints -> (int) side.apply(endpoints).low());
    }

    private static ExportField<ExportedFlow> of(int element, int length, ToIntFunction<Endpoints> value) {
        return ExportField.number(
                element, length, flow -> value.applyAsInt(flow.counted().endpoints()));
    }
}
