/** From {@code flows} to the tables that models and analysts read: per-flow features, host series and flow graphs. */
package org.flowfoundry.features;
