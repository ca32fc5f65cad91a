package io.bucketwarden.fleet;

/** Whether a selector chooses a bucket. */
enum Selection {
    Selected,
    NotSelected,
    /** What is known fits, and something that decides is not known. */
    Undecided
}
