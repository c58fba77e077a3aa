/** Data-parallel training in a Spark barrier stage: one task per executor, a replica each, an all-reduce between them. */
package org.flowfoundry.training.engine;
