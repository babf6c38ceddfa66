/** What an importer takes in; beyond it a file is refused (`transfer/too-large`) instead of filling the memory. */
export const transferLimits = {
  /** Bytes of a file, checked before anything is read; also of everything unpacked from a zip. */
  fileBytes: 100 * 1024 * 1024,
  rows: 50_000,
  columns: 500,
  /** Cells of a whole table. */
  cells: 4_000_000,
  /** UTF-16 code units of one cell. */
  cellLength: 200_000,
  /** Files listed in a zip, and the bytes that listing them may take. */
  zipFiles: 50_000,
  zipDirectoryBytes: 16 * 1024 * 1024,
  /** Bytes of one letter, here and in an archive of the journal. */
  letterBytes: 25 * 1024 * 1024,
  /**
   * Bytes of a zip with letters in it: what a browser keeps in memory at most before it puts a file that is being made
   * into its own folder, unsealed.
   */
  archiveBytes: 1800 * 1024 * 1024,
} as const;
