/** What a succession is taken to look like; times in seconds, evidence in nats. */
export interface SuccessionOptions {
  /** Share of numbers that are given up for another within the records, before looking. */
  readonly successionShare: number;
  /** Share of numbers that fall silent, and that appear, for any other reason, before the data teach it. */
  readonly turnoverShare: number;
  /** Part of the heir's contacts that were the earlier number's. */
  readonly inheritedShare: number;
  /** Typical time between the last of the old and the first of the new number. */
  readonly gapSeconds: number;
  /** Contact-days a number needs on its side of the change. */
  readonly contactDaysMin: number;
  /** Contacts that both must have. */
  readonly sharedContactsMin: number;
  /** A contact known to more numbers than this leads to no pair, and a number with more contacts is left out. */
  readonly contactCrowdMax: number;
  /** Pairs looked at closely for one new number: those that share the rarest contacts. */
  readonly rivalsMax: number;
  /** Times the contacts are renamed and everything is scored again. */
  readonly roundsMax: number;
}

/** One possible succession: `later` took over from `earlier` at `at`. Evidence in nats, by its source. */
export interface Succession {
  readonly earlier: number;
  readonly later: number;
  /** First instant of the new number's life. */
  readonly at: number;
  /** Last instant of the old number before that. */
  readonly lastEarlierAt: number;
  readonly sharedContacts: number;
  readonly evidence: SuccessionEvidence;
  /** Sum of the evidence and the prior log odds of such a pair. */
  readonly logOdds: number;
}

export interface SuccessionEvidence {
  readonly prior: number;
  readonly fell_silent: number;
  readonly appeared: number;
  readonly moment: number;
  readonly contacts: number;
  /** The same contacts fit a number that goes on just as well: at most zero. */
  readonly others_fit: number;
  readonly places: number;
  readonly hours: number;
  /** The two talked to each other: at most zero. */
  readonly talked: number;
}
