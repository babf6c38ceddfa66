/** How the columns of a table become the fields of attempts. */
import { type KindId, type PursuitId, type RatingName, ratingNames } from '#core/journal';
import { type DateOrder, type DateOrderFinding, findDateOrder } from './date-reading.ts';
import type { Table } from './table.ts';
import { type AnswerMeaning, fold, guessAnswer, usualBlanks } from './words.ts';

/** Fields that one column at most can fill. */
export const singleTargets = [
  'toWhom',
  'what',
  'sentOn',
  'answer',
  'answeredOn',
  'tone',
  'kind',
  'pursuit',
  'stretch',
  'toldWhom',
  'ratedOn',
  ...ratingNames,
] as const;
/** Fields that several columns can fill together. */
export const sharedTargets = [
  'tag',
  'reason',
  'heard',
  'reflection',
  'interview',
  'reply',
  'nudged',
  'asked-why',
  'events',
] as const;
export const targets = [...singleTargets, ...sharedTargets] as const;
export type Target = (typeof targets)[number];

export const eventTargets = ['interview', 'reply', 'nudged', 'asked-why'] as const;
export const dateTargets: readonly Target[] = ['sentOn', 'answeredOn', 'ratedOn', ...eventTargets];

export interface Mapping {
  /** The target of each column, null for one that is not taken over. */
  readonly targets: readonly (Target | null)[];
  /** What the words of the answer column mean, by {@link fold}; null for a word still to be decided. */
  readonly answerWords: Readonly<Record<string, AnswerMeaning | null>>;
  /** Null: to be decided by the person. */
  readonly dateOrder: DateOrder | null;
  /** The kind of every attempt that no column gives one. */
  readonly kind: KindId;
  readonly pursuit: PursuitId | null;
  /** Words, folded, that stand for nothing. */
  readonly blanks: readonly string[];
  /** What to write where a required field is empty; null leaves such rows out. */
  readonly ifEmpty: string | null;
  /** The table was written by this app: formula protection and lists are undone. */
  readonly own: boolean;
}

/** What stands in the way of importing. */
export interface MappingProblem {
  readonly problem: 'needs-to-whom' | 'needs-what' | 'date-order' | 'two-columns';
  readonly target?: Target;
}

const names: Readonly<Partial<Record<Target, readonly string[]>>> = {
  toWhom: [
    'to whom',
    'towhom',
    'company',
    'companyname',
    'company name',
    'organisation',
    'organization',
    'employer',
    'publisher',
    'market',
    'magazine',
    'journal',
    'agent',
    'agency',
    'recipient',
    'institution',
    'university',
    'school',
    'firma',
    'unternehmen',
    'verlag',
    'an wen',
    'empfanger',
    'hochschule',
  ],
  what: [
    'what',
    'role',
    'title',
    'job title',
    'jobtitle',
    'position',
    'job',
    'piece',
    'work',
    'manuscript',
    'story',
    'paper',
    'project',
    'programme',
    'program',
    'grant',
    'subject',
    'was',
    'stelle',
    'titel',
    'werk',
  ],
  sentOn: [
    'sent on',
    'senton',
    'sent',
    'application',
    'application date',
    'applied',
    'applied on',
    'date applied',
    'applieddate',
    'applied date',
    'submitted',
    'submission date',
    'date sent',
    'date submitted',
    'date',
    'gesendet am',
    'bewerbungsdatum',
    'eingereicht',
    'datum',
  ],
  answer: ['answer', 'status', 'result', 'outcome', 'response', 'stage', 'state', 'listname', 'antwort', 'ergebnis'],
  answeredOn: [
    'answered on',
    'answeredon',
    'final answer',
    'answer date',
    'response date',
    'date of response',
    'decision date',
    'replied on',
    'closed',
    'antwort am',
    'beantwortet am',
    'antwortdatum',
  ],
  tone: ['tone', 'ton'],
  kind: ['kind', 'category', 'art', 'kategorie'],
  pursuit: ['pursuit', 'vorhaben'],
  stretch: ['stretch'],
  toldWhom: ['told whom', 'toldwhom'],
  tag: ['tag', 'tags', 'source', 'jobsource', 'type', 'jobtype', 'location', 'labels', 'quelle', 'ort'],
  reason: ['reason', 'feedback', 'their words', 'grund', 'begrundung'],
  heard: ['heard', 'what i heard'],
  reflection: [
    'reflection',
    'note',
    'notes',
    'comment',
    'comments',
    'notiz',
    'notizen',
    'bemerkung',
    'bemerkungen',
    'kommentar',
  ],
  interview: [
    'interview',
    'interview date',
    '1st interview',
    '2nd interview',
    '3rd interview',
    'first interview',
    'second interview',
    'third interview',
  ],
  reply: ['reply', 'phone call', 'proposition', 'call'],
  nudged: ['nudged', 'follow up', 'followed up', 'nachgefragt'],
  'asked-why': ['asked why'],
};

/** Whom a table asks tells what it asked for; shown, and easily changed. */
const kindByName: Readonly<Record<string, KindId | undefined>> = {
  company: 'job',
  companyname: 'job',
  'company name': 'job',
  employer: 'job',
  firma: 'job',
  unternehmen: 'job',
  publisher: 'book',
  verlag: 'book',
  agent: 'book',
  market: 'article',
  magazine: 'article',
  university: 'degree-place',
  hochschule: 'degree-place',
};

const targetByName: ReadonlyMap<string, Target> = new Map([
  ...targets.map((target): [string, Target] => [fold(target), target]),
  ...Object.entries(names).flatMap(([target, all]) => all.map((name): [string, Target] => [name, target as Target])),
]);

const isSingle = (target: Target): boolean => (singleTargets as readonly Target[]).includes(target);

/** The target that a column's name most likely means. */
export function guessTarget(column: string): Target | null {
  return targetByName.get(fold(column).replace(/[-:]/g, ' ')) ?? targetByName.get(fold(column)) ?? null;
}

/** A mapping as far as names, words and dates tell; what they leave open stands as null, for the person to decide. */
export function guessMapping(table: Table): Mapping {
  const taken = new Set<Target>();
  const guessed = table.columns.map((column) => {
    const target = guessTarget(column);
    if (!target || (isSingle(target) && taken.has(target))) return null;
    taken.add(target);
    return target;
  });
  const [asked] = columnsOf(guessed, 'toWhom');
  const kind = kindByName[fold(table.columns[asked ?? -1] ?? '')] ?? 'other';
  return completeMapping(table, { targets: guessed, kind });
}

/** Fills in what a mapping leaves to be found out: the words of the answer column and the order of dates. */
export function completeMapping(table: Table, given: Partial<Mapping> & Pick<Mapping, 'targets'>): Mapping {
  return {
    dateOrder: dateOrderOf(table, given.targets).order,
    kind: 'other',
    pursuit: null,
    blanks: usualBlanks,
    ifEmpty: null,
    own: false,
    ...given,
    answerWords: { ...wordsOf(table, given.targets), ...given.answerWords },
  };
}

/** Which order the dates under the date columns are in. */
export function dateOrderOf(table: Table, chosen: Mapping['targets']): DateOrderFinding {
  const columns = columnsOf(chosen, ...dateTargets);
  return findDateOrder(
    (function* () {
      for (const { cells } of table.rows) for (const column of columns) yield cells[column] ?? '';
    })(),
  );
}

/** More different words than these are no answers but a text column chosen by mistake. */
const maxWords = 200;

function wordsOf(table: Table, chosen: Mapping['targets']): Record<string, AnswerMeaning | null> {
  const [column] = columnsOf(chosen, 'answer');
  const words = new Map<string, AnswerMeaning | null>();
  if (column === undefined) return {};
  for (const { cells } of table.rows) {
    const word = fold(cells[column] ?? '').slice(0, 100);
    if (word !== '' && !usualBlanks.includes(word) && words.size < maxWords) words.set(word, guessAnswer(word));
  }
  return Object.fromEntries(words);
}

/** The places of the columns that fill one of the targets. */
export function columnsOf(chosen: Mapping['targets'], ...wanted: readonly Target[]): number[] {
  return chosen.flatMap((target, i) => (target && wanted.includes(target) ? [i] : []));
}

/** What must be decided before a table can be imported. */
export function mappingProblems(mapping: Mapping): readonly MappingProblem[] {
  const problems: MappingProblem[] = [];
  const has = (target: Target) => mapping.targets.includes(target);
  if (!has('toWhom')) problems.push({ problem: 'needs-to-whom' });
  if (!has('what') && mapping.ifEmpty === null) problems.push({ problem: 'needs-what' });
  for (const target of singleTargets) {
    if (columnsOf(mapping.targets, target).length > 1) problems.push({ problem: 'two-columns', target });
  }
  if (mapping.dateOrder === null) problems.push({ problem: 'date-order' });
  return problems;
}

export const isRatingTarget = (target: Target): target is RatingName =>
  (ratingNames as readonly string[]).includes(target);
