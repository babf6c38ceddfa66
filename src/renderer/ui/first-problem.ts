import { tick } from 'svelte';

/** Takes the keys to the first field of a form that is said to be wrong; where none is, they stay. */
export async function toFirstProblem(form: HTMLFormElement | undefined): Promise<void> {
  await tick();
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
