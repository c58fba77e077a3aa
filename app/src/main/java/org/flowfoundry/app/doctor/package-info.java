/** Checks of the machines that jobs run on. */
package org.flowfoundry.app.doctor;
