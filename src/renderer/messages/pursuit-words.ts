/** The words of pursuits in the person's language: states, wishes, reviews, asking why. */
import { latestTurn, type Pursuit, type PursuitState, type ReviewAnswer } from '#core/journal';
import type { Why, WhyEnded, Wish } from '#core/journal';
import { shortDate } from './format.ts';
import { m } from './sentences.ts';

const states: Record<PursuitState, () => string> = {
  going: m.pursuit_state_going,
  reached: m.pursuit_state_reached,
  'let-go': m.pursuit_state_let_go,
};
export const pursuitStateName = (state: PursuitState): string => states[state]();

/** What a turn to a state was: going again is having been taken up. */
export const turnName = (to: PursuitState): string => (to === 'going' ? m.turn_taken_up() : states[to]());

const wishes: Record<Wish, () => string> = {
  mine: m.pursuit_wish_mine,
  shared: m.pursuit_wish_shared,
  'someone-elses': m.pursuit_wish_other,
};
/** As an answer to "Whose wish is it?". */
export const wishName = (wish: Wish): string => wishes[wish]();

const wishLines: Record<Wish, () => string> = {
  mine: m.pursuit_wish_line_mine,
  shared: m.pursuit_wish_line_shared,
  'someone-elses': m.pursuit_wish_line_other,
};
/** As a line that stands by itself. */
export const wishLine = (wish: Wish): string => wishLines[wish]();

const reviews: Record<ReviewAnswer, () => string> = {
  yes: m.review_yes,
  'not-sure': m.review_not_sure,
  no: m.review_no,
};
export const reviewName = (answer: ReviewAnswer): string => reviews[answer]();

const endings: Record<WhyEnded['kind'], () => string> = {
  reply: m.why_ended_reply,
  'no-reply': m.why_ended_no_reply,
};
export const whyEndedName = (kind: WhyEnded['kind']): string => endings[kind]();

/** Where asking why stands, in one line. */
export function whyLine(why: Why): string {
  switch (why.state) {
    case 'not-asked':
      return m.why_not_asked();
    case 'drafted':
      return m.why_drafted();
    case 'asked':
      return m.why_asked_line({ date: shortDate(why.askedOn) });
    case 'reply':
      return m.why_reply_line({ askedOn: shortDate(why.askedOn), date: shortDate(why.on) });
    case 'no-reply':
      return m.why_no_reply_line({ askedOn: shortDate(why.askedOn), date: shortDate(why.on) });
  }
}

/** "Let go on 3 Nov 2026", "Reached on ..."; empty while it is going. */
export function stateLine(pursuit: Pick<Pursuit, 'state' | 'turns'>): string {
  if (pursuit.state === 'going') return '';
  const on = latestTurn(pursuit)?.on;
  if (pursuit.state === 'reached') return on ? m.reached_on({ date: shortDate(on) }) : m.reached_undated();
  return on ? m.let_go_on({ date: shortDate(on) }) : m.let_go_undated();
}
