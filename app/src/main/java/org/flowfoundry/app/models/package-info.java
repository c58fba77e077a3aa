/** Models and their cards as people read them. */
package org.flowfoundry.app.models;
