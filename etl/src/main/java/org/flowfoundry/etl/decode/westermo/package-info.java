/**
 * The tables of the Westermo network traffic data set, as ICSFlowGenerator writes them: 60 columns of a flow and four labels.
 *
 * <p>{@code s*} is the flow's forward direction, {@code r*} its reverse. Times are {@code start} and {@code end}, seconds since 1970;
 * {@code startDate} is the local clock, which the set also calls UTC elsewhere, and stays an attribute. Flows without IP (ARP, LLDP)
 * have MAC addresses, which are attributes, and no protocol number. The label is {@code NST_M_Label}: the class of traffic from
 * or to the attacker. The other three, which count all traffic during an attack or only tell good from bad, are attributes: a model must not see them.
 */
package org.flowfoundry.etl.decode.westermo;
