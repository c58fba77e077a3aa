package org.flowfoundry.training;

import org.flowfoundry.core.error.UserException;

/** A file or folder is not what was once written: cut short, altered, or in another's place. */
public final class DamagedException extends UserException {

    private static final long serialVersionUID = 1L;

    private final String finding;

    /** @param finding what is wrong with which file, without a full stop */
    DamagedException(String finding, String advice) {
        super(finding + ". " + advice);
        this.finding = finding;
    }

    /** What is wrong with which file, without what to do about it. */
    public String finding() {
        return finding;
    }
}
