/**
 * What each host did in each window of time. Everything kept per host and window merges: a window is computed in slices
 * that run apart, so that a host with half of all flows is spread over many tasks.
 */
package org.flowfoundry.features.host;
