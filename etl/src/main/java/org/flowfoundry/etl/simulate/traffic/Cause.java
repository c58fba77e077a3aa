package org.flowfoundry.etl.simulate.traffic;

/**
 * Why there is a conversation: the truth that a classifier should find.
 *
 * @param activity what the hosts did, in a word: a service, or an event's kind
 * @param application name that a meter with application recognition would give; empty where it would give none
 * @param event id of the event it belongs to, empty for ordinary traffic
 */
public record Cause(Label label, String activity, String application, String event) {

    /** An activity that is, by itself, neither an event nor malicious. */
    public static Cause of(String activity, String application) {
        return new Cause(Label.BENIGN, activity, application, "");
    }

    static Cause of(Service service) {
        return of(service.activity(), service.application());
    }

    /** The same activity as part of an event. */
    public Cause within(Label eventLabel, String eventId) {
        return new Cause(eventLabel, activity, application, eventId);
    }
}
