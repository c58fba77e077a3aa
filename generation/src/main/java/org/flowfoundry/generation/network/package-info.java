/** Who talks to whom, and when: what several flows of a network have to do with each other. */
package org.flowfoundry.generation.network;
