/** Who talks to whom, and when: what no table of single records shows. */
package org.flowfoundry.evaluation.fidelity.network;
