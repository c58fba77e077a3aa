/** What every command has in common: its result, its JSON line, its progress. */
package org.flowfoundry.core.job;
