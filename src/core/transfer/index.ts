export type { ReadLetter } from './archive-export.ts';
export { exportArchive, exportLetters } from './archive-export.ts';
export { withHashes } from './archive-import.ts';
export type { ByteSource } from './byte-source.ts';
export { sourceOf } from './byte-source.ts';
export { exportCsv } from './csv-export.ts';
export { writeCsv } from './csv-writer.ts';
export type { DateOrder, DateOrderFinding } from './date-reading.ts';
export { dateOrders } from './date-reading.ts';
export type { AttemptDraft, Cause, Draft, Note, PulseDraft } from './draft.ts';
export { leavingOut } from './draft.ts';
export type { FailuresChoices } from './failures-page.ts';
export { failuresPage } from './failures-page.ts';
export { htmlToText } from './html-text.ts';
export type { LetterContent, LetterKind, LetterSort } from './letter-file.ts';
export { readLetterFile, sortOfLetter } from './letter-file.ts';
export { transferLimits } from './limits.ts';
export { exportJournal } from './lossless-export.ts';
export type { Mail } from './mail.ts';
export { readMail } from './mail.ts';
export type { Mapping, MappingProblem, Target } from './mapping.ts';
export {
  completeMapping,
  dateOrderOf,
  guessMapping,
  mappingProblems,
  sharedTargets,
  singleTargets,
  targets,
} from './mapping.ts';
export { mapRows } from './map-rows.ts';
export type { ReportFile } from './markdown-export.ts';
export { exportMarkdown } from './markdown-export.ts';
export type { ImportPlan, PlannedRow } from './plan.ts';
export { planImport } from './plan.ts';
export type { EntryPreset, MappedPreset, Measure, PresetId, PulsePreset } from './presets/preset.ts';
export { entryPresetList, tablePresetList } from './presets/preset-list.ts';
export type { ArchivedFile, ImportSource } from './import-source.ts';
export { readImport, readSource } from './read-import.ts';
export type { ReportWords } from './report-words.ts';
export { zipFiles } from './report-zip.ts';
export type { Delimiter, Table, TableChoices } from './table.ts';
export { delimiters } from './table.ts';
export type { Encoding } from './text-decoding.ts';
export type { AnswerMeaning } from './words.ts';
export type { ImportChoices, ImportReceipt } from './write-import.ts';
export { writeImport } from './write-import.ts';
