/** Svelte reads TypeScript by itself; nothing has to be preprocessed. */
export default {};
