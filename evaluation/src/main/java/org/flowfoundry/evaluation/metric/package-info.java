/** How good decisions are, and how sure one may be of differences. */
package org.flowfoundry.evaluation.metric;
