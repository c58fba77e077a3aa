/** Queries over the lake and the forms in which their rows are printed. */
package org.flowfoundry.app.sql;
