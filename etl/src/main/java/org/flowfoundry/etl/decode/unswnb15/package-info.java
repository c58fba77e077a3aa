/**
 * The tables of UNSW-NB15: the four large ones of 49 columns without a header, and those with one (the train and test sets,
 * whose columns go by name).
 *
 * <p>{@code s*} is the flow's forward direction, {@code d*} its reverse. {@code Stime} and {@code Ltime} are whole seconds,
 * {@code dur} has microseconds. The label is {@code attack_cat} without the blanks around it; where that is empty it is
 * {@code Label}, {@code 0} for normal traffic, which is always an attribute too. A {@code service} of {@code -} is none.
 */
package org.flowfoundry.etl.decode.unswnb15;
