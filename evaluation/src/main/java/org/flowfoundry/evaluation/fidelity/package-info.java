/** Synthetic flows against real ones, beside what simple makers of records come to. */
package org.flowfoundry.evaluation.fidelity;
