/** Ways to decide from a few labels. */
package org.flowfoundry.evaluation.method;
