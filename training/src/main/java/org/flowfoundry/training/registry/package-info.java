/** The models of a lake: immutable versions, a promoted alias, model cards. */
package org.flowfoundry.training.registry;
