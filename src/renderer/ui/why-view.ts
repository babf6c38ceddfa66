import type { CalendarDate, NailwallError } from '#core/base';

/** What the card that asks why shows and sets off; who keeps it is not its affair. */
export interface WhyView {
  readonly why: { readonly state: 'not-asked' | 'drafted' | 'asked' | 'reply' | 'no-reply' };
  readonly writing: boolean;
  readonly letter: string;
  readonly words: string;
  readonly on: CalendarDate;
  replying: boolean;
  readonly handed: 'copied' | 'not-copied' | 'mailed' | 'mail-too-long' | 'no-mail' | null;
  readonly error: NailwallError | null;
  setDay(on: CalendarDate | null): void;
  begin(template: string): void;
  typeLetter(text: string): void;
  leaveLetter(): void;
  drop(): void;
  ask(): void;
  typeWords(text: string): void;
  end(kind: 'reply' | 'no-reply'): void;
  stopReplying(): void;
  reopen(): void;
  copy(): Promise<void>;
  mail(subject: string): Promise<void>;
}
