/** Whether files are being dragged, rather than words or something of the page's own. */
export function dragsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** The files that were dropped; a folder counts as a file that cannot be read. */
export function droppedFiles({ dataTransfer }: DragEvent): readonly File[] {
  return [...(dataTransfer?.files ?? [])];
}
