/** How far synthetic flow records are from real ones, in what they look like, are good for, and give away. */
package org.flowfoundry.evaluation.fidelity.metric;
