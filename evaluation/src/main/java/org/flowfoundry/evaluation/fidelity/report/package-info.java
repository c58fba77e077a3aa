/** What a comparison of synthetic with real flows came to, for people and for programs. */
package org.flowfoundry.evaluation.fidelity.report;
