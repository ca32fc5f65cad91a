package io.bucketwarden.fleet;

/** Whether a selector chooses a bucket. */
enum Selection {
    Selected,
    NotSelected,
    /** Name and region fit, and the tags are not known. */
    TagsUnknown
}
