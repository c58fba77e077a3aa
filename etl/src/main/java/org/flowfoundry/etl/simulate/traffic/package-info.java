/**
 * What hosts of a sample network do: who talks to whom, when, through which service, and how much. It knows nothing of
 * exporters; {@link org.flowfoundry.etl.simulate.export} turns its conversations into what an exporter would have sent.
 */
package org.flowfoundry.etl.simulate.traffic;
