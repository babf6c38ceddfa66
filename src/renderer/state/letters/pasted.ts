/** How pasted things without a name of their own are called, without an ending. */
export interface PastedNames {
  readonly text: string;
  readonly picture: string;
}

const editable = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable="true"], [role="textbox"]';

/** Whether what is typed or pasted there belongs to a field. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(editable) !== null;
}

/**
 * The files in what was pasted; a text becomes one, unless it was pasted into a field, which it belongs to. None when
 * there is nothing to keep.
 */
export function pastedFiles(event: ClipboardEvent, names: PastedNames): readonly File[] {
  const { clipboardData } = event;
  if (!clipboardData) return [];
  const text = clipboardData.getData('text/plain');
  const intoField = isField(event.target);
  const files = [...clipboardData.files].map((file) => named(file, names));
  // An office program lays a picture of the words beside them: in a field the words are meant.
  if (files.length > 0) return intoField && text !== '' ? [] : files;
  if (intoField || text.trim() === '') return [];
  return [new File([text], `${names.text}.txt`, { type: 'text/plain' })];
}

/** Browsers call every pasted picture "image.png". */
function named(file: File, names: PastedNames): File {
  const ending = /^image\.(\w+)$/.exec(file.name)?.[1];
  return ending === undefined ? file : new File([file], `${names.picture}.${ending}`, { type: file.type });
}
