/** Synthetic flow records and traffic series by diffusion. */
package org.flowfoundry.generation;
