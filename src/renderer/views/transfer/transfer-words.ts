/** What files, rows and refusals are called, in the person's language. */
import { isErrorCode, type NailwallError } from '#core/base';
import {
  answerName,
  errorText,
  eventName,
  kindName,
  language,
  longDate,
  m,
  pursuitStateName,
  ratingName,
  reviewName,
  whyEndedName,
  wishLine,
} from '../../messages/index.ts';
import type {
  AnswerMeaning,
  DateOrder,
  MappingProblem,
  Note,
  ReportWords,
  Target,
} from '../../state/transfer/words.ts';

const targetNames: Readonly<Record<Target, () => string>> = {
  toWhom: m.to_whom,
  what: m.what,
  sentOn: m.transfer_target_sentOn,
  answer: m.answer,
  answeredOn: m.transfer_target_answeredOn,
  tone: m.tone,
  kind: m.kind,
  pursuit: m.pursuit,
  stretch: m.transfer_target_stretch,
  toldWhom: m.told_whom,
  ratedOn: m.transfer_target_ratedOn,
  hope: () => ratingName('hope'),
  purpose: () => ratingName('purpose'),
  selfWorth: () => ratingName('selfWorth'),
  belonging: () => ratingName('belonging'),
  sting: () => ratingName('sting'),
  shame: () => ratingName('shame'),
  tag: m.transfer_target_tag,
  reason: m.reason,
  heard: m.heard,
  reflection: m.transfer_target_reflection,
  interview: () => m.transfer_target_day({ event: eventName('interview') }),
  reply: () => m.transfer_target_day({ event: eventName('reply') }),
  nudged: () => m.transfer_target_day({ event: eventName('nudged') }),
  'asked-why': () => m.transfer_target_day({ event: eventName('asked-why') }),
  events: m.transfer_target_events,
};
export const targetName = (target: Target): string => targetNames[target]();

/** A field of the journal as a note names it. */
function fieldName(field: string | undefined): string {
  if (field === undefined) return '';
  return Object.hasOwn(targetNames, field) ? targetNames[field as Target]() : field;
}

const programs: Readonly<Record<string, string>> = {
  linkedin: 'LinkedIn',
  jobsync: 'JobSync',
  huntr: 'Huntr',
  daylio: 'Daylio',
  'track-and-graph': 'Track & Graph',
  'day-one': 'Day One',
  jrnl: 'jrnl',
  'mini-diary': 'Mini Diary',
  'mini-diarium': 'Mini Diarium',
};

/** What a file is, in a sentence. */
export function sourceName(preset: { readonly id: string; readonly confirmed: 'fully' | 'partly' } | null): string {
  if (!preset) return m.transfer_is_table();
  if (preset.id === 'nailwall') return m.transfer_is_own();
  const program = programs[preset.id] ?? preset.id;
  return preset.confirmed === 'fully' ? m.transfer_is_preset({ program }) : m.transfer_is_partly({ program });
}

const orders: Record<DateOrder, () => string> = {
  YMD: m.transfer_order_YMD,
  DMY: m.transfer_order_DMY,
  MDY: m.transfer_order_MDY,
};
export const orderName = (order: DateOrder): string => orders[order]();

export const meaningName = (meaning: AnswerMeaning): string =>
  meaning === 'leave-out' ? m.transfer_word_leave_out() : answerName(meaning);

export function problemText({ problem, target }: MappingProblem): string {
  switch (problem) {
    case 'needs-to-whom':
      return m.transfer_needs_to_whom();
    case 'needs-what':
      return m.transfer_needs_what();
    case 'date-order':
      return m.transfer_needs_date_order();
    case 'two-columns':
      return m.transfer_needs_one_column({ target: target ? targetName(target) : '' });
  }
}

interface Told {
  readonly text: string;
  readonly field: string;
  readonly detail: string;
}
const causes: Readonly<Record<Note['cause'], (told: Told) => string>> = {
  'cells-missing': () => m.transfer_cause_cells_missing(),
  'cells-left-over': () => m.transfer_cause_cells_left_over(),
  'not-a-date': m.transfer_cause_not_a_date,
  'no-rating': m.transfer_cause_no_rating,
  'unknown-word': m.transfer_cause_unknown_word,
  'day-dropped-while-waiting': m.transfer_cause_day_dropped,
  'answered-before-sent': m.transfer_cause_before_sent,
  'tone-dropped': m.transfer_cause_tone_dropped,
  'tag-too-long': m.transfer_cause_tag_too_long,
  'day-by-utc': () => m.transfer_cause_day_by_utc(),
  'filled-in': m.transfer_cause_filled_in,
  'repeats-row': ({ detail }) => m.transfer_cause_repeats({ row: detail }),
  'nothing-required': m.transfer_cause_nothing,
  'unknown-answer': m.transfer_cause_unknown_answer,
  'left-out-by-word': m.transfer_cause_by_word,
  rule: ({ field, detail }) =>
    detail === 'too-long' ? m.transfer_cause_too_long({ field }) : m.transfer_cause_rule({ field, rule: detail }),
};
export function noteText({ cause, text = '', field, detail = '' }: Note): string {
  return causes[cause]({ text, field: fieldName(field), detail });
}

/** Why a file was refused, or could not be made; `letterName` knows letters by their ids. */
export function refusalText(error: NailwallError, letterName: (id: string) => string = () => ''): string {
  const { code, data } = error;
  if (code === 'transfer/letter-unreadable') {
    const cause = String(data['cause']);
    const why = errorText({ code: isErrorCode(cause) ? cause : 'letter/unreadable', data: {} });
    return m.transfer_error_letter({ name: letterName(String(data['letter'])), why });
  }
  if (code === 'transfer/unknown-format') return m.transfer_error_unknown();
  if (code === 'transfer/newer-version') return m.transfer_error_newer();
  if (code === 'transfer/not-exported') {
    return m.transfer_error_not_exported({ count: Number(data['count']), place: String(data['collection']) });
  }
  if (code === 'transfer/too-large') {
    if (data['what'] === 'file') return m.transfer_error_too_large_file();
    return data['what'] === 'rows'
      ? m.transfer_error_too_many_rows({ limit: Number(data['limit']) })
      : m.transfer_error_too_large();
  }
  return code === 'transfer/unreadable' ? unreadableText(data) : errorText(error);
}

function unreadableText(data: NailwallError['data']): string {
  switch (data['cause']) {
    case 'quote-not-closed':
      return m.transfer_error_quote({ row: Number(data['row']) });
    case 'encoding':
      return m.transfer_error_encoding();
    case 'binary':
      return m.transfer_error_binary();
    case 'empty':
      return m.transfer_error_empty();
    case 'mail':
      return m.transfer_error_mail();
    case 'letters':
      return m.transfer_error_letters();
    case 'file':
      return m.transfer_error_file();
    default:
      return m.transfer_error_json();
  }
}

export function reportWords(): ReportWords {
  return {
    language: language(),
    date: longDate,
    answer: answerName,
    kind: kindName,
    rating: ratingName,
    event: eventName,
    whyEnded: whyEndedName,
    state: pursuitStateName,
    wish: wishLine,
    matters: (value) => m.pursuit_matters_line({ value }),
    reviewAnswer: reviewName,
    review: m.review_title(),
    whyLetter: m.transfer_report_why_letter(),
    sent: m.transfer_report_sent(),
    theirReason: m.reason(),
    heard: m.heard(),
    reflection: m.transfer_target_reflection(),
    doors: m.transfer_report_doors(),
    withoutPursuit: m.transfer_report_without(),
    failuresTitle: m.transfer_export_failures(),
    hidden: m.transfer_report_hidden(),
    undated: m.undated(),
  };
}
