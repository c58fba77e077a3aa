/** Flow records as tokens, which a discrete diffusion can make, and back. */
package org.flowfoundry.generation.token;
