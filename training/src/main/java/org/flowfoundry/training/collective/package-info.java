/** All-reduce between the workers of a training. */
package org.flowfoundry.training.collective;
