/** Simple makers of records: what any generator has to beat, or not to do. */
package org.flowfoundry.evaluation.fidelity.baseline;
