/** The product's own words in the person's language. */
import type {
  Answer,
  BuiltInKind,
  EventKind,
  Kind,
  NextStepKind,
  Paper,
  RatingName,
  Tone,
  VersionedText,
} from '#core/journal';
import { m } from './sentences.ts';
import { language } from './language.svelte.ts';

const answers: Record<Answer, () => string> = {
  waiting: m.answer_waiting,
  yes: m.answer_yes,
  no: m.answer_no,
  quiet: m.answer_quiet,
  withdrawn: m.answer_withdrawn,
};
export const answerName = (answer: Answer): string => answers[answer]();

/** The letter that picks an answer from the keyboard. */
const answerKeys: Record<'en' | 'de', Record<Answer, string>> = {
  en: { waiting: 'w', yes: 'y', no: 'n', quiet: 'q', withdrawn: 'd' },
  de: { waiting: 'w', yes: 'j', no: 'n', quiet: 's', withdrawn: 'z' },
};
export const answerKey = (answer: Answer): string => answerKeys[language()][answer];

const kinds: Readonly<Record<string, (() => string) | undefined>> & Record<BuiltInKind, () => string> = {
  job: m.kind_job,
  internship: m.kind_internship,
  scholarship: m.kind_scholarship,
  'degree-place': m.kind_degree_place,
  book: m.kind_book,
  article: m.kind_article,
  'seminar-or-client': m.kind_seminar_or_client,
  friendship: m.kind_friendship,
  date: m.kind_date,
  other: m.kind_other,
};
export function kindName(kind: Pick<Kind, 'id' | 'name'>): string {
  return kind.name !== '' ? kind.name : (kinds[kind.id] ?? m.kind_other)();
}

/** What a letter is, by the type that its content has. */
export function letterKindName(mime: string): string {
  if (mime === 'message/rfc822') return m.letter_kind_mail();
  if (mime === 'application/pdf') return m.letter_kind_pdf();
  if (mime === 'image/svg+xml') return m.letter_kind_drawing();
  if (mime.startsWith('image/')) return m.letter_kind_picture();
  if (mime === 'text/html') return m.letter_kind_page();
  return mime.startsWith('text/') ? m.letter_kind_text() : m.letter_kind_other();
}

const papers: Record<Paper, () => string> = {
  writing: m.poster_kind_writing,
  work: m.poster_kind_work,
  grant: m.poster_kind_grant,
  study: m.poster_kind_study,
  people: m.poster_kind_people,
  other: m.poster_kind_other,
};
export const paperName = (paper: Paper): string => papers[paper]();

/** How modifier keys are called, in this language and on this system (`process.platform`). */
export function keyNames(platform: string): Readonly<Record<string, string>> {
  if (platform === 'darwin') {
    return { CommandOrControl: '⌘', Super: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧', Space: m.key_space() };
  }
  const control = m.key_control();
  const system = platform === 'win32' ? 'Win' : 'Super';
  return {
    CommandOrControl: control,
    Control: control,
    Super: system,
    Alt: 'Alt',
    Shift: m.key_shift(),
    Space: m.key_space(),
  };
}

const tones: Record<Tone, () => string> = { form: m.tone_form, personal: m.tone_personal };
export const toneName = (tone: Tone): string => tones[tone]();

const versioned: Record<VersionedText, () => string> = { reflection: m.reflection, reason: m.reason, heard: m.heard };
export const earlierFieldName = (field: VersionedText): string => versioned[field]();

const events: Record<EventKind, () => string> = {
  nudged: m.event_nudged,
  interview: m.event_interview,
  'asked-why': m.event_asked_why,
  reply: m.event_reply,
};
export const eventName = (kind: EventKind): string => events[kind]();

const steps: Record<NextStepKind, () => string> = {
  improve: m.next_improve,
  again: m.next_again,
  'let-go': m.next_let_go,
};
export const nextStepName = (kind: NextStepKind): string => steps[kind]();

interface RatingWords {
  readonly name: () => string;
  /** Asked in exactly these words. */
  readonly question: () => string;
  readonly lowest: () => string;
  readonly highest: () => string;
}
const plain = { lowest: m.scale_not_at_all, highest: m.scale_completely };
const ratings: Record<RatingName, RatingWords> = {
  hope: { name: m.rating_hope, question: m.question_hope, ...plain },
  purpose: { name: m.rating_purpose, question: m.question_purpose, ...plain },
  selfWorth: { name: m.rating_self_worth, question: m.question_self_worth, ...plain },
  belonging: { name: m.rating_belonging, question: m.question_belonging, ...plain },
  sting: { name: m.rating_sting, question: m.question_sting, lowest: m.scale_not_at_all, highest: m.scale_very_much },
  shame: { name: m.rating_shame, question: m.question_shame, lowest: m.scale_not_at_all, highest: m.scale_very_much },
};
export const ratingName = (name: RatingName): string => ratings[name].name();
export const ratingQuestion = (name: RatingName): string => ratings[name].question();
export const ratingEnds = (name: RatingName): { lowest: string; highest: string } => ({
  lowest: ratings[name].lowest(),
  highest: ratings[name].highest(),
});

/** The paper of a slip: its kind's, or white when it was left unanswered. */
export function paperOf(answer: Answer, kind: Pick<Kind, 'paper'> | undefined): Paper | 'silence' {
  return answer === 'quiet' ? 'silence' : (kind?.paper ?? 'other');
}
