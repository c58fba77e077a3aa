/** What generating and judging synthetic flows have to do with each other. */
package org.flowfoundry.app.synthetic;
