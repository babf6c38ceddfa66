/**
 * The id of an empty form with `autocomplete="off"` to which fields belong that stand in no such form. Chromium writes
 * what stands in a field into its profile, to restore it after a crash, and what is written here must lie on no disk
 * unsealed. Of a `textarea` or a `select` it asks the form alone; of an `input` its own `autocomplete` as well.
 */
export const unsavedForm = 'unsaved';
