/** Registered networks as methods of an evaluation. */
package org.flowfoundry.evaluation.network;
