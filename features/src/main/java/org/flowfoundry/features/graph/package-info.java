/**
 * Flow graphs over windows, and their summaries. All windows are one graph of parts that do not touch: a vertex id stands
 * for a host in a window, so each algorithm runs once for all windows, never in a loop over them.
 */
package org.flowfoundry.features.graph;
