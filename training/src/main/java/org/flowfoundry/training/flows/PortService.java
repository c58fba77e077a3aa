package org.flowfoundry.training.flows;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a port stands for: a service that is met in every network, else only its range (RFC 6335 section 6). Which port it was
 * exactly would tell single hosts and attack scripts apart.
 */
final class PortService {

    private static final int FIRST_REGISTERED = 1_024;
    private static final int FIRST_DYNAMIC = 49_152;

    private static final Map<Integer, String> SERVICES = services();

    private PortService() {}

    /** The service's name, or well-known, registered or dynamic. */
    static String of(int port) {
        String service = SERVICES.get(port);
        if (service != null) {
            return service;
        }
        return port < FIRST_REGISTERED ? "well-known" : port < FIRST_DYNAMIC ? "registered" : "dynamic";
    }

    private static Map<Integer, String> services() {
        Map<Integer, String> services = new TreeMap<>();
        put(services, "ftp", 20, 21);
        put(services, "ssh", 22);
        put(services, "telnet", 23, 2323);
        put(services, "mail", 25, 465, 587, 110, 143, 993, 995);
        put(services, "dns", 53, 5353, 5355);
        put(services, "dhcp", 67, 68, 546, 547);
        put(services, "web", 80, 8000, 8080);
        put(services, "web-tls", 443, 8443);
        put(services, "ntp", 123);
        put(services, "netbios", 137, 138, 139);
        put(services, "snmp", 161, 162);
        put(services, "ldap", 389, 636);
        put(services, "smb", 445);
        put(services, "modbus", 502);
        put(services, "syslog", 514);
        put(services, "mqtt", 1883, 8883);
        put(services, "ssdp", 1900);
        put(services, "database", 1433, 1521, 3306, 5432);
        put(services, "rdp", 3389);
        put(services, "sip", 5060, 5061);
        put(services, "irc", 6667, 6697);
        return Map.copyOf(services);
    }

    private static void put(Map<Integer, String> services, String name, int... ports) {
        for (int port : ports) {
            services.put(port, name);
        }
    }
}
