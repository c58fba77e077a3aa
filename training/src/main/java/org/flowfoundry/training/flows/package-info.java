/**
 * What a model may see of single flows: the native fields of a domain as numbers, and what the flows before one at its hosts
 * were like. Never addresses, raw ports, TTLs, absolute times, ids, lineage or labels.
 */
package org.flowfoundry.training.flows;
