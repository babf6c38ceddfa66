import type { ErrorCode } from '#core/base';
import type { SealedJournal } from '#core/vault';
import type { Replicas } from '../storage/index.ts';
import type { SaveView } from './session-view.ts';

/** "Saving", "saved" or why not, as the host's acknowledgements say. */
export class SaveStatus implements SaveView {
  #unsealed = $state(false);
  #pushing = $state(false);
  #code: ErrorCode | null = $state.raw(null);
  #replicaCode: ErrorCode | null = $state.raw(null);

  get state(): SaveView['state'] {
    if (this.#code !== null) return 'not-saved';
    return this.#unsealed || this.#pushing ? 'saving' : 'saved';
  }

  get code(): ErrorCode | null {
    return this.#code;
  }

  get replicaCode(): ErrorCode | null {
    return this.#replicaCode;
  }

  watchReplicas({ host, window }: Replicas): void {
    const follow = ({ saving, code }: { saving: boolean; code: ErrorCode | null }): void => {
      this.#pushing = saving;
      this.#code = code;
    };
    follow(host.status);
    host.onStatus(follow);
    this.#replicaCode = window?.trouble ?? null;
    window?.onTrouble((code) => (this.#replicaCode = code));
  }

  watchJournal(sealed: SealedJournal): void {
    this.#unsealed = sealed.hasUnsealed;
    sealed.onUnsealed((waiting) => (this.#unsealed = waiting));
  }
}
