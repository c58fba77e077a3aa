/**
 * Sample networks: a campus, the edge of an ISP, and an office, simulated and written as real export files with labels. They
 * are there to try FlowFoundry and to test it, never evidence of how well a model works on a real network.
 *
 * <p>{@link org.flowfoundry.etl.simulate.traffic} makes the conversations of hosts, {@link
 * org.flowfoundry.etl.simulate.event} the attacks, {@link org.flowfoundry.etl.simulate.export} meters and writes them; the
 * classes here say what each network is made of, and run it all. Plain Java: no Spark here.
 */
package org.flowfoundry.etl.simulate;
