/** What is being typed about one lead. `role` is what was established, or what the facts alone look like. */
export interface StepDraft {
  readonly [field: string]: string;
  readonly act: string;
  readonly code: string;
  readonly reason: string;
  readonly role: string;
  readonly established: string;
}

export const emptyDraft: StepDraft = Object.freeze({ act: '', code: '', reason: '', role: '', established: '' });
export const draftOf = (lead: string): string => `review.${lead}`;

/** The coded reason as the service takes it. */
export const codeOfDraft = ({ act, code, role }: StepDraft): string => (act === 'view' ? `${role}_${code}` : code);
