/** Errors that users see: one message that says what, why, and what to do. */
package org.flowfoundry.core.error;
