/** Generated from the OpenAPI document by `npm run docs`: change the routes' schemas, not this file. */

/** RFC 9457 problem details */
export type Problem = {
  /** path of the catalogue entry on this server */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** stable name of the problem */
  readonly code: "invalid_request" | "unknown_field" | "invalid_cursor" | "malformed_url" | "malformed_body" | "malformed_http" | "sign_in_needed" | "sign_in_refused" | "cross_site" | "password_must_change" | "forbidden" | "not_found" | "route_not_found" | "person_not_found" | "method_not_allowed" | "request_timeout" | "conflict" | "idempotency_key_reused" | "lead_expired" | "lead_withdrawn" | "cursor_expired" | "stale_version" | "body_too_large" | "uri_too_long" | "unsupported_media_type" | "misdirected_request" | "unprocessable_data" | "version_needed" | "too_many_requests" | "no_objective_fact" | "headers_too_large" | "internal_error" | "unavailable";
  /** what happened this time */
  readonly detail: string;
  /** what to do now */
  readonly advice: string;
  /** urn:uuid of the request, the same as x-request-id */
  readonly instance: string;
  /** code of the engine error behind it */
  readonly cause?: string;
  readonly errors?: readonly ({
    /** part of the request */
    readonly in: "query" | "path" | "body" | "header";
    /** name of the field, or empty for the part as a whole */
    readonly field: string;
    /** what is wrong; never repeats the value */
    readonly message: string;
  })[];
};

export interface Operations {
  /** Whether the process answers */
  readonly getHealth: {
    readonly request: {};
    readonly answer: {
      /** the process answers */
      readonly status: "ok";
    };
  };
  /** Whether it can do all that it is for; 503 with reasons when it cannot */
  readonly getReady: {
    readonly request: {};
    readonly answer: {
      /** whether it can do all that it is for without delay */
      readonly ready: boolean;
      /** what is missing, in sentences; empty when it is ready */
      readonly reasons: readonly (string)[];
    };
  };
  /** This description */
  readonly getOpenApi: {
    readonly request: {};
    readonly answer: {
      readonly openapi: string;
      readonly info: Readonly<Record<string, unknown>>;
      readonly paths: Readonly<Record<string, unknown>>;
    };
  };
  /** What a problem means: the `type` of every problem leads here */
  readonly getProblem: {
    readonly request: {
      readonly path: {
        readonly code: string;
      };
    };
    readonly answer: {
      readonly type: string;
      readonly code: "invalid_request" | "unknown_field" | "invalid_cursor" | "malformed_url" | "malformed_body" | "malformed_http" | "sign_in_needed" | "sign_in_refused" | "cross_site" | "password_must_change" | "forbidden" | "not_found" | "route_not_found" | "person_not_found" | "method_not_allowed" | "request_timeout" | "conflict" | "idempotency_key_reused" | "lead_expired" | "lead_withdrawn" | "cursor_expired" | "stale_version" | "body_too_large" | "uri_too_long" | "unsupported_media_type" | "misdirected_request" | "unprocessable_data" | "version_needed" | "too_many_requests" | "no_objective_fact" | "headers_too_large" | "internal_error" | "unavailable";
      readonly status: number;
      readonly title: string;
      readonly advice: string;
    };
  };
  /** A token of a quarter of an hour for a client */
  readonly getToken: {
    readonly request: {
      readonly body: {
        readonly grant_type: "client_credentials";
        readonly client_id?: string;
        readonly client_secret?: string;
      };
    };
    readonly answer: {
      readonly access_token: string;
      readonly token_type: "Bearer";
      /** seconds */
      readonly expires_in: number;
    };
  };
  /** Which role may do what, and by which routes */
  readonly listRights: {
    readonly request: {};
    readonly answer: {
      readonly rights: readonly ({
        readonly act: string;
        readonly roles: readonly ("investigator" | "reviewer" | "supervisor" | "analyst" | "integrator" | "administrator")[];
        readonly unit: "own" | "any";
        readonly words: string;
        /** method and path of the routes that are this act */
        readonly routes: readonly (string)[];
      })[];
    };
  };
  /** The ways to sign in here */
  readonly getSignIn: {
    readonly request: {};
    readonly answer: {
      /** with name and password */
      readonly local: boolean;
      /** with the provider of this name */
      readonly oidc: {
        readonly label: string;
      } | null;
      /** in demo homes, whose data are synthetic */
      readonly demo_accounts: readonly ({
        readonly account: string;
        readonly role: "investigator" | "reviewer" | "supervisor" | "analyst" | "integrator" | "administrator";
        readonly unit: string;
        readonly password: string;
      })[];
    };
  };
  /** Sign in with name and password: sets the session cookie */
  readonly signIn: {
    readonly request: {
      readonly body: {
        readonly account: string;
        readonly password: string;
      };
    };
    readonly answer: {
      readonly account: string;
      readonly role: "investigator" | "reviewer" | "supervisor" | "analyst" | "integrator" | "administrator";
      readonly unit: string;
      /** the password must be changed before anything else */
      readonly must_rotate: boolean;
      /** what this role may do */
      readonly acts: readonly (string)[];
      readonly deployment: {
        readonly purpose: string;
        readonly legal_basis: string;
        /** from here on the engine only reads, epoch seconds */
        readonly review_by: number;
      } | null;
      /** this home holds synthetic data only */
      readonly synthetic: boolean;
    };
  };
  /** Who has signed in, and what they may do */
  readonly getSession: {
    readonly request: {};
    readonly answer: {
      readonly account: string;
      readonly role: "investigator" | "reviewer" | "supervisor" | "analyst" | "integrator" | "administrator";
      readonly unit: string;
      /** the password must be changed before anything else */
      readonly must_rotate: boolean;
      /** what this role may do */
      readonly acts: readonly (string)[];
      readonly deployment: {
        readonly purpose: string;
        readonly legal_basis: string;
        /** from here on the engine only reads, epoch seconds */
        readonly review_by: number;
      } | null;
      /** this home holds synthetic data only */
      readonly synthetic: boolean;
    };
  };
  /** End this session */
  readonly signOut: {
    readonly request: {};
    readonly answer: undefined;
  };
  /** Change the own password; every session of the account ends, and this one begins anew */
  readonly changePassword: {
    readonly request: {
      readonly body: {
        readonly before: string;
        /** twelve characters or more */
        readonly after: string;
      };
    };
    readonly answer: undefined;
  };
  /** The newest ranking of a role, page by page */
  readonly listRanking: {
    readonly request: {
      readonly query: {
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** rows on a page */
        readonly top?: number;
        /** only persons of this area_id */
        readonly area?: string;
        /** next_cursor of the page before; keeps to the ranking that page was taken from */
        readonly cursor?: string;
      };
    };
    readonly answer: {
      /** what the person is suspected to be */
      readonly role: "user" | "retailer" | "supplier";
      /** area asked for */
      readonly area: string | null;
      /** the run the ranking comes from; the same on all pages of one cursor */
      readonly run_id: string;
      /** newest record the ranking may use, epoch seconds */
      readonly as_of: number;
      /** name and version of the model */
      readonly model: string;
      /** persons in the ranking, after the area filter */
      readonly total: number;
      readonly rows: readonly ({
        /** place in the ranking of the role */
        readonly rank: number;
        /** keyed pseudonym: stable in one home, different in another */
        readonly person: string;
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** area the person is seen in most */
        readonly area_id: string | null;
        /** calibrated probability of the role */
        readonly score: number;
        /** lower end of the interval of the score */
        readonly low: number;
        /** upper end of the interval of the score */
        readonly high: number;
        /** records that tie the person to somebody nearer to an established case */
        readonly facts: number;
        /** newest record the score may use, epoch seconds */
        readonly as_of: number;
        /** name and version of the model */
        readonly model: string;
      })[];
      /** opaque; null on the last page */
      readonly next_cursor: string | null;
      /** fixed sentence: show it wherever a score is shown */
      readonly notice: "A lead is not evidence. A score says where a person might look next and may rest on innocent contact: verify it from the records, and take no measure against anybody on the score alone.";
      /** what could not be computed, and what holds for the data behind this answer; show them too */
      readonly notices: readonly (string)[];
    };
  };
  /** Who came, rose, fell and left since an earlier run, and what moved their score */
  readonly listRankChanges: {
    readonly request: {
      readonly query: {
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** whoever is among the first so many of either ranking */
        readonly top?: number;
        /** an earlier run; default the one before the newest */
        readonly since?: string;
      };
    };
    readonly answer: {
      /** what the person is suspected to be */
      readonly role: "user" | "retailer" | "supplier";
      /** how many of either ranking were looked at */
      readonly top: number;
      /** the newest run */
      readonly run_id: string;
      /** newest record it may use, epoch seconds */
      readonly as_of: number;
      /** the earlier run */
      readonly since: string;
      /** newest record that one may use, epoch seconds */
      readonly since_as_of: number;
      /** false where another model ranked then: places may differ for that alone */
      readonly same_model: boolean;
      /** whoever moved, by place in the newest ranking */
      readonly changes: readonly ({
        /** keyed pseudonym: stable in one home, different in another */
        readonly person: string;
        /** came: not in reach of a case before; left: not any more */
        readonly kind: "came" | "rose" | "fell" | "left";
        /** place in the earlier ranking */
        readonly rank_before: number | null;
        /** place in the newest */
        readonly rank: number | null;
        /** calibrated probability then */
        readonly score_before: number | null;
        /** calibrated probability now */
        readonly score: number | null;
        /** records that tied the person to somebody nearer to a case */
        readonly facts_before: number;
        /** records that tie the person to somebody nearer to a case */
        readonly facts: number;
        /** what moved the score most, by the model of the newest run; empty for those in one ranking only */
        readonly why: readonly ({
          readonly feature: string;
          /** value then */
          readonly before: number | null;
          /** value now */
          readonly value: number | null;
          /** how much of the change of the raw score it is, in log-odds */
          readonly share: number;
          readonly reason: string;
        })[];
      })[];
      /** fixed sentence: show it wherever a score is shown */
      readonly notice: "A lead is not evidence. A score says where a person might look next and may rest on innocent contact: verify it from the records, and take no measure against anybody on the score alone.";
      /** what could not be computed, and what holds for the data behind this answer; show them too */
      readonly notices: readonly (string)[];
    };
  };
  /** Scores, features and top contacts of one scored person */
  readonly getPerson: {
    readonly request: {
      readonly path: {
        /** keyed pseudonym: stable in one home, different in another */
        readonly id: string;
      };
      readonly query: {
        /** number of a case */
        readonly case: string;
      };
    };
    readonly answer: {
      /** keyed pseudonym: stable in one home, different in another */
      readonly person: string;
      /** the run the scores and features come from */
      readonly run_id: string;
      /** newest record the scores may use, epoch seconds */
      readonly as_of: number;
      /** area the person is seen in most */
      readonly area_id: string | null;
      /** contacts between the person and the nearest established case */
      readonly hops: number;
      /** one row a role the person is ranked in */
      readonly scores: readonly ({
        /** place in the ranking of the role */
        readonly rank: number;
        /** keyed pseudonym: stable in one home, different in another */
        readonly person: string;
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** area the person is seen in most */
        readonly area_id: string | null;
        /** calibrated probability of the role */
        readonly score: number;
        /** lower end of the interval of the score */
        readonly low: number;
        /** upper end of the interval of the score */
        readonly high: number;
        /** records that tie the person to somebody nearer to an established case */
        readonly facts: number;
        /** newest record the score may use, epoch seconds */
        readonly as_of: number;
        /** name and version of the model */
        readonly model: string;
      })[];
      /** each score taken apart; empty where its model is gone */
      readonly explanations: readonly ({
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** probability of the average person of the training */
        readonly base: number;
        /** base plus the share of every feature */
        readonly score: number;
        /** what raises the score most */
        readonly weighs_for: readonly ({
          readonly name: string;
          /** null where the records do not allow it */
          readonly value: number | null;
          /** what it adds to the probability */
          readonly share: number;
          /** why an expert would look at it */
          readonly reason: string;
        })[];
        /** what lowers it most */
        readonly weighs_against: readonly ({
          readonly name: string;
          /** null where the records do not allow it */
          readonly value: number | null;
          /** what it adds to the probability */
          readonly share: number;
          /** why an expert would look at it */
          readonly reason: string;
        })[];
        /** changes that would lower the score, each on top of those before */
        readonly would_change: readonly ({
          readonly name: string;
          /** value now */
          readonly from: number | null;
          /** usual value */
          readonly to: number | null;
          /** score after this change and those before */
          readonly score: number;
        })[];
        /** whether these changes bring the score down to half */
        readonly halved: boolean;
      })[];
      readonly features: readonly ({
        readonly name: string;
        /** null where the records do not allow it */
        readonly value: number | null;
        readonly unit: string;
        /** why an expert would look at it */
        readonly reason: string;
      })[];
      /** strongest first */
      readonly contacts: readonly ({
        /** keyed pseudonym: stable in one home, different in another */
        readonly person: string;
        /** how the two met: room, booking, order, seat, convoy, parcel, call, ... */
        readonly channel: string;
        /** meetings */
        readonly count: number;
        /** first meeting, epoch seconds */
        readonly first: number;
        /** last meeting, epoch seconds */
        readonly last: number;
        /** record ids behind the contact, in time order */
        readonly records: readonly (string)[];
        /** role of the contact in an established case, else null */
        readonly established: "user" | "retailer" | "supplier" | null;
      })[];
      /** people that this view shows */
      readonly exposed: number;
      readonly case: {
        /** number of a case */
        readonly id: string;
        /** persons that may be looked at under this case */
        readonly budget: number;
        /** persons looked at so far, this look included */
        readonly exposed: number;
      };
      /** fixed sentence: show it wherever a score is shown */
      readonly notice: "A lead is not evidence. A score says where a person might look next and may rest on innocent contact: verify it from the records, and take no measure against anybody on the score alone.";
      /** what could not be computed, and what holds for the data behind this answer; show them too */
      readonly notices: readonly (string)[];
    };
  };
  /** Tables, last runs with seconds a step, model */
  readonly getStatus: {
    readonly request: {};
    readonly answer: {
      readonly engine_version: string;
      readonly model: string;
      readonly tables: readonly ({
        readonly table: string;
        /** rows */
        readonly rows: number;
        /** batches */
        readonly batches: number;
      })[];
      /** newest first */
      readonly runs: readonly ({
        readonly run_id: string;
        /** newest record the run may use, epoch seconds */
        readonly as_of: number;
        readonly model: string;
        /** persons found in the records */
        readonly persons: number;
        /** contact edges */
        readonly contacts: number;
        /** persons within the hop limit of an established case */
        readonly scored: number;
        /** persons in established cases, by role */
        readonly established: {
          /** users */
          readonly user: number;
          /** retailers */
          readonly retailer: number;
          /** suppliers */
          readonly supplier: number;
        };
        readonly steps: readonly ({
          readonly step: string;
          /** seconds */
          readonly seconds: number;
          /** highest resident memory up to the end of the step */
          readonly peak_resident_mb: number;
          /** rows written */
          readonly rows?: number;
          /** the result of an earlier run with the same input was taken */
          readonly reused: boolean;
        })[];
        readonly notices: readonly (string)[];
      })[];
      readonly notices: readonly (string)[];
    };
  };
  /** Leads of the own unit, page by page */
  readonly listLeads: {
    readonly request: {
      readonly query?: {
        /** what the person is suspected to be */
        readonly role?: "user" | "retailer" | "supplier";
        readonly area?: string;
        /** one state, or several with commas between; default those that somebody has to do something about */
        readonly state?: string;
        readonly band?: "strong" | "moderate" | "weak";
        /** only those that were proposed so many days ago or earlier */
        readonly older_than_days?: number;
        /** only those in my hands */
        readonly mine?: boolean;
        /** default priority */
        readonly sort?: "priority" | "age" | "expiry";
        /** leads on a page */
        readonly top?: number;
        readonly cursor?: string;
      };
    };
    readonly answer: {
      readonly leads: readonly ({
        /** opaque id of a lead */
        readonly id: string;
        /** keyed pseudonym: stable in one home, different in another */
        readonly person: string;
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** area the person is seen in most */
        readonly area: string | null;
        /** unit whose lead it is */
        readonly unit: string | null;
        readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
        /** strength of the score; null while this lead, or another about the same person, is judged blind */
        readonly band: "strong" | "moderate" | "weak" | null;
        /** calibrated probability of the role; null as long as the band is */
        readonly score: number | null;
        /** lower end of its 90 % interval */
        readonly low: number | null;
        /** upper end of its 90 % interval */
        readonly high: number | null;
        /** name and version of the model */
        readonly model: string;
        /** newest record it may rest on, epoch seconds */
        readonly as_of: number;
        /** when it was proposed, epoch seconds */
        readonly proposed_at: number;
        /** from then on nothing may be done with it, epoch seconds */
        readonly expires_at: number;
        /** who is judging it */
        readonly locked_by: string | null;
        /** when that lock lapses, epoch seconds */
        readonly lock_until: number;
        /** changes with every step; the ETag holds it */
        readonly version: number;
        /** records that tie the person to somebody nearer to a case */
        readonly facts: number;
      })[];
      /** leads that fit, over all pages */
      readonly total: number;
      /** opaque; null on the last page */
      readonly next_cursor: string | null;
      readonly notice: {
        readonly en: string;
        readonly zh: string;
      };
    };
  };
  /** Make leads from the newest ranking */
  readonly proposeLeads: {
    readonly request: {
      readonly body: {
        /** leads a role; default 50 */
        readonly top?: number;
        /** nobody is proposed on a lower score; default 0.2 */
        readonly at_least?: number;
        /** people a role drawn at random from below */
        readonly sample?: number;
      };
    };
    readonly answer: {
      /** new leads */
      readonly proposed: number;
      /** leads whose evidence or score was brought up to date */
      readonly refreshed: number;
      /** leads that came back with new evidence */
      readonly reopened: number;
      /** a no, a withdrawal or an expiry that stands: nothing new is known */
      readonly stood: number;
      /** in somebody’s hands or done: left alone */
      readonly untouched: number;
      /** open leads that no unit of the right kind can take */
      readonly without_unit: number;
      /** leads whose time was over */
      readonly expired: number;
      /** leads about people who are established by now */
      readonly withdrawn: number;
    };
  };
  /** Take the next lead, locked for half an hour */
  readonly nextLead: {
    readonly request: {};
    readonly answer: {
      /** null when the unit has none */
      readonly lead: string | null;
    };
  };
  /** How often people of the unit said that a flag was wrong, with a 95 % interval */
  readonly getWrongfulFlags: {
    readonly request: {};
    readonly answer: {
      readonly flags: readonly ({
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** share */
        readonly share: number | null;
        /** lower end of the 95 % interval */
        readonly low: number | null;
        /** upper end of the 95 % interval */
        readonly high: number | null;
        /** leads somebody decided about */
        readonly decided: number;
        /** of these: no */
        readonly dismissed: number;
      })[];
    };
  };
  /** What the blind review of people drawn at random says of those who were not flagged */
  readonly getMissed: {
    readonly request: {};
    readonly answer: {
      readonly missed: readonly ({
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** share */
        readonly share: number | null;
        /** lower end of the 95 % interval */
        readonly low: number | null;
        /** upper end of the 95 % interval */
        readonly high: number | null;
        /** people drawn at random and judged */
        readonly reviewed: number;
        /** of these: those in whom the reviewer saw the role before the score showed */
        readonly approved: number;
        /** the same share among flagged people judged as blindly */
        readonly flagged_share: number | null;
        /** how many of those */
        readonly flagged_reviewed: number;
      })[];
    };
  };
  /** A lead with its evidence; opening it is what a decision asks for */
  readonly getLead: {
    readonly request: {
      readonly path: {
        /** opaque id of a lead */
        readonly id: string;
      };
      readonly query?: {
        /** number of a case */
        readonly case?: string;
      };
    };
    readonly answer: {
      /** opaque id of a lead */
      readonly id: string;
      /** keyed pseudonym: stable in one home, different in another */
      readonly person: string;
      /** what the person is suspected to be */
      readonly role: "user" | "retailer" | "supplier";
      /** area the person is seen in most */
      readonly area: string | null;
      /** unit whose lead it is */
      readonly unit: string | null;
      readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
      /** strength of the score; null while this lead, or another about the same person, is judged blind */
      readonly band: "strong" | "moderate" | "weak" | null;
      /** calibrated probability of the role; null as long as the band is */
      readonly score: number | null;
      /** lower end of its 90 % interval */
      readonly low: number | null;
      /** upper end of its 90 % interval */
      readonly high: number | null;
      /** name and version of the model */
      readonly model: string;
      /** newest record it may rest on, epoch seconds */
      readonly as_of: number;
      /** when it was proposed, epoch seconds */
      readonly proposed_at: number;
      /** from then on nothing may be done with it, epoch seconds */
      readonly expires_at: number;
      /** who is judging it */
      readonly locked_by: string | null;
      /** when that lock lapses, epoch seconds */
      readonly lock_until: number;
      /** changes with every step; the ETag holds it */
      readonly version: number;
      /** the score is kept back until the reader has given an own view */
      readonly blind: boolean;
      readonly evidence: {
        /** established case that the path ends at */
        readonly case_id: string;
        /** what the person is suspected to be */
        readonly established: "user" | "retailer" | "supplier";
        /** when that case was established, epoch seconds */
        readonly established_at: number;
        /** shortest way from the person to the case, over tested contacts */
        readonly path: readonly ({
          /** keyed pseudonym: stable in one home, different in another */
          readonly from: string;
          /** keyed pseudonym: stable in one home, different in another */
          readonly to: string;
          /** how the two met */
          readonly channel: string;
          /** independent trips or stays together */
          readonly count: number;
          /** how many chance gives */
          readonly expected: number;
          /** first meeting, epoch seconds */
          readonly first: number;
          /** last meeting, epoch seconds */
          readonly last: number;
          /** record ids behind it */
          readonly records: readonly (string)[];
        })[];
        /** tested contacts with people nearer to a case, strongest first */
        readonly contacts: readonly ({
          /** keyed pseudonym: stable in one home, different in another */
          readonly from: string;
          /** keyed pseudonym: stable in one home, different in another */
          readonly to: string;
          /** how the two met */
          readonly channel: string;
          /** independent trips or stays together */
          readonly count: number;
          /** how many chance gives */
          readonly expected: number;
          /** first meeting, epoch seconds */
          readonly first: number;
          /** last meeting, epoch seconds */
          readonly last: number;
          /** record ids behind it */
          readonly records: readonly (string)[];
        })[];
        readonly channels: readonly ({
          readonly channel: string;
          /** contacts */
          readonly contacts: number;
          /** meetings */
          readonly meetings: number;
        })[];
        readonly reasons_for: readonly ({
          readonly feature: string;
          /** what it adds to the raw score, in log-odds */
          readonly weight: number;
          readonly en: string;
          readonly zh: string;
        })[];
        readonly reasons_against: readonly ({
          readonly feature: string;
          /** what it adds to the raw score, in log-odds */
          readonly weight: number;
          readonly en: string;
          readonly zh: string;
        })[];
        /** innocent explanations that fit */
        readonly innocent: readonly ({
          readonly en: string;
          readonly zh: string;
        })[];
        /** what would change the score */
        readonly would_change: readonly ({
          readonly en: string;
          readonly zh: string;
        })[];
        /** records that were not known at the last no */
        readonly what_is_new: readonly (string)[];
      };
      /** everything that was done with it, in order */
      readonly steps: readonly ({
        readonly act: string;
        readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
        readonly by: string;
        /** when, epoch seconds */
        readonly at: number;
        readonly code: string;
        readonly reason: string;
      })[];
      readonly not_evidence: {
        readonly en: string;
        readonly zh: string;
      };
      readonly may_be_used_for: {
        readonly en: string;
        readonly zh: string;
      };
      /** people that this view shows */
      readonly exposed: number;
    };
  };
  /** Who reviews in the own unit, and how many leads each has in hand */
  readonly listReviewers: {
    readonly request: {};
    readonly answer: {
      /** those with the least in hand first */
      readonly reviewers: readonly ({
        readonly account: string;
        /** leads locked by them now */
        readonly in_hand: number;
      })[];
    };
  };
  /** Give leads to a reviewer of the unit for a working day */
  readonly assignLeads: {
    readonly request: {
      readonly body: {
        readonly leads: readonly (string)[];
        readonly to: string;
      };
    };
    readonly answer: {
      readonly assigned: readonly (string)[];
      readonly refused: readonly ({
        /** opaque id of a lead */
        readonly lead: string;
        readonly cause: string;
      })[];
    };
  };
  /** Say what the facts alone look like, once, of a lead that is judged blind; then its score shows */
  readonly viewLead: {
    readonly request: {
      readonly path: {
        /** opaque id of a lead */
        readonly id: string;
      };
      readonly headers?: {
        /** ETag of the lead that was read */
        readonly 'if-match'?: string;
      };
      readonly body: {
        readonly code: "user_possible" | "user_likely" | "user_very_likely" | "retailer_possible" | "retailer_likely" | "retailer_very_likely" | "supplier_possible" | "supplier_likely" | "supplier_very_likely" | "none_possible" | "none_likely" | "none_very_likely";
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      /** opaque id of a lead */
      readonly lead: string;
      readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
    };
  };
  /** Say yes, with a reason, after opening the evidence */
  readonly approveLead: {
    readonly request: {
      readonly path: {
        /** opaque id of a lead */
        readonly id: string;
      };
      readonly headers?: {
        /** ETag of the lead that was read */
        readonly 'if-match'?: string;
      };
      readonly body: {
        readonly code: "facts_support" | "pattern_and_facts";
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      /** opaque id of a lead */
      readonly lead: string;
      readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
    };
  };
  /** Say no, with a reason, after opening the evidence */
  readonly dismissLead: {
    readonly request: {
      readonly path: {
        /** opaque id of a lead */
        readonly id: string;
      };
      readonly headers?: {
        /** ETag of the lead that was read */
        readonly 'if-match'?: string;
      };
      readonly body: {
        readonly code: "innocent_explanation" | "facts_too_weak" | "wrong_person" | "records_wrong" | "out_of_scope";
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      /** opaque id of a lead */
      readonly lead: string;
      readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
    };
  };
  /** Ask for more before deciding */
  readonly askLead: {
    readonly request: {
      readonly path: {
        /** opaque id of a lead */
        readonly id: string;
      };
      readonly headers?: {
        /** ETag of the lead that was read */
        readonly 'if-match'?: string;
      };
      readonly body: {
        readonly code: "records_unclear" | "identity_unclear" | "context_missing";
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      /** opaque id of a lead */
      readonly lead: string;
      readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
    };
  };
  /** Answer what was asked */
  readonly supplyLead: {
    readonly request: {
      readonly path: {
        /** opaque id of a lead */
        readonly id: string;
      };
      readonly headers?: {
        /** ETag of the lead that was read */
        readonly 'if-match'?: string;
      };
      readonly body: {
        readonly code: "answered" | "nothing_found";
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      /** opaque id of a lead */
      readonly lead: string;
      readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
    };
  };
  /** Give a lead back undecided */
  readonly releaseLead: {
    readonly request: {
      readonly path: {
        /** opaque id of a lead */
        readonly id: string;
      };
      readonly headers?: {
        /** ETag of the lead that was read */
        readonly 'if-match'?: string;
      };
      readonly body: {
        readonly code: "not_mine" | "conflict_of_interest" | "no_time";
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      /** opaque id of a lead */
      readonly lead: string;
      readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
    };
  };
  /** Hand an approved lead to the unit on the street */
  readonly dispatchLead: {
    readonly request: {
      readonly path: {
        /** opaque id of a lead */
        readonly id: string;
      };
      readonly headers?: {
        /** ETag of the lead that was read */
        readonly 'if-match'?: string;
      };
      readonly body: {
        readonly code: "to_unit" | "to_treatment";
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      /** opaque id of a lead */
      readonly lead: string;
      readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
    };
  };
  /** Take a lead back */
  readonly withdrawLead: {
    readonly request: {
      readonly path: {
        /** opaque id of a lead */
        readonly id: string;
      };
      readonly headers?: {
        /** ETag of the lead that was read */
        readonly 'if-match'?: string;
      };
      readonly body: {
        readonly code: "records_corrected" | "records_purged" | "established_elsewhere" | "made_in_error";
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      /** opaque id of a lead */
      readonly lead: string;
      readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
    };
  };
  /** Record the established fact that came of it; a stop, a search or an arrest is none */
  readonly recordOutcome: {
    readonly request: {
      readonly path: {
        /** opaque id of a lead */
        readonly id: string;
      };
      readonly headers?: {
        /** ETag of the lead that was read */
        readonly 'if-match'?: string;
      };
      readonly body: {
        readonly code: "conviction" | "seizure" | "treatment_record" | "adjudicated_statement" | "cleared";
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
        /** what was established */
        readonly role: "user" | "retailer" | "supplier" | "cleared";
        /** when it was established, epoch seconds */
        readonly established_at: number;
      };
    };
    readonly answer: {
      /** opaque id of a lead */
      readonly lead: string;
      readonly state: "proposed" | "in_review" | "needs_information" | "approved" | "dismissed" | "dispatched" | "outcome_recorded" | "expired" | "withdrawn";
    };
  };
  /** Cases of the own unit */
  readonly listCases: {
    readonly request: {};
    readonly answer: {
      readonly cases: readonly ({
        /** number of a case */
        readonly id: string;
        readonly unit: string;
        readonly purpose: string;
        readonly state: "open" | "closed";
        /** when it was opened, epoch seconds */
        readonly opened_at: number;
        /** when it was closed, epoch seconds */
        readonly closed_at: number | null;
        /** persons that may be looked at under this case */
        readonly budget: number;
        /** persons looked at so far */
        readonly exposed: number;
      })[];
    };
  };
  /** Open a case */
  readonly openCase: {
    readonly request: {
      readonly body: {
        /** number of a case */
        readonly id: string;
        readonly purpose: string;
        /** persons that may be looked at */
        readonly budget?: number;
      };
    };
    readonly answer: {
      /** number of a case */
      readonly id: string;
      readonly unit: string;
      readonly purpose: string;
      readonly state: "open" | "closed";
      /** when it was opened, epoch seconds */
      readonly opened_at: number;
      /** when it was closed, epoch seconds */
      readonly closed_at: number | null;
      /** persons that may be looked at under this case */
      readonly budget: number;
      /** persons looked at so far */
      readonly exposed: number;
    };
  };
  /** Close a case; its grants end */
  readonly closeCase: {
    readonly request: {
      readonly path: {
        /** number of a case */
        readonly id: string;
      };
    };
    readonly answer: {
      /** number of a case */
      readonly id: string;
      readonly unit: string;
      readonly purpose: string;
      readonly state: "open" | "closed";
      /** when it was opened, epoch seconds */
      readonly opened_at: number;
      /** when it was closed, epoch seconds */
      readonly closed_at: number | null;
      /** persons that may be looked at under this case */
      readonly budget: number;
      /** persons looked at so far */
      readonly exposed: number;
    };
  };
  /** Allow a case to look at another number of persons */
  readonly setCaseBudget: {
    readonly request: {
      readonly path: {
        /** number of a case */
        readonly id: string;
      };
      readonly body: {
        /** persons that may be looked at */
        readonly budget: number;
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      /** number of a case */
      readonly id: string;
      readonly unit: string;
      readonly purpose: string;
      readonly state: "open" | "closed";
      /** when it was opened, epoch seconds */
      readonly opened_at: number;
      /** when it was closed, epoch seconds */
      readonly closed_at: number | null;
      /** persons that may be looked at under this case */
      readonly budget: number;
      /** persons looked at so far */
      readonly exposed: number;
    };
  };
  /** Requests of the own unit, newest first */
  readonly listDisclosures: {
    readonly request: {};
    readonly answer: {
      readonly disclosures: readonly ({
        readonly id: string;
        /** opaque id of a lead */
        readonly lead: string;
        /** keyed pseudonym: stable in one home, different in another */
        readonly person: string;
        /** number of a case */
        readonly case_id: string;
        readonly unit: string;
        readonly purpose: string;
        readonly state: "requested" | "granted" | "refused";
        readonly requester: string;
        /** who decided */
        readonly approver: string | null;
        /** why it was decided so */
        readonly reason: string;
        /** when it was asked for, epoch seconds */
        readonly requested_at: number;
        /** readable before this instant, sealed from it on; 0 before it is granted, epoch seconds */
        readonly granted_until: number;
        /** how often it was read */
        readonly reads: number;
      })[];
    };
  };
  /** Ask for the identity behind one approved lead */
  readonly requestDisclosure: {
    readonly request: {
      readonly body: {
        /** opaque id of a lead */
        readonly lead: string;
        /** number of a case */
        readonly case: string;
        readonly purpose: string;
      };
    };
    readonly answer: {
      readonly id: string;
      /** opaque id of a lead */
      readonly lead: string;
      /** keyed pseudonym: stable in one home, different in another */
      readonly person: string;
      /** number of a case */
      readonly case_id: string;
      readonly unit: string;
      readonly purpose: string;
      readonly state: "requested" | "granted" | "refused";
      readonly requester: string;
      /** who decided */
      readonly approver: string | null;
      /** why it was decided so */
      readonly reason: string;
      /** when it was asked for, epoch seconds */
      readonly requested_at: number;
      /** readable before this instant, sealed from it on; 0 before it is granted, epoch seconds */
      readonly granted_until: number;
      /** how often it was read */
      readonly reads: number;
    };
  };
  /** Grant somebody else's request, for a time */
  readonly approveDisclosure: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        /** how long it may be read */
        readonly hours: number;
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      readonly id: string;
      /** opaque id of a lead */
      readonly lead: string;
      /** keyed pseudonym: stable in one home, different in another */
      readonly person: string;
      /** number of a case */
      readonly case_id: string;
      readonly unit: string;
      readonly purpose: string;
      readonly state: "requested" | "granted" | "refused";
      readonly requester: string;
      /** who decided */
      readonly approver: string | null;
      /** why it was decided so */
      readonly reason: string;
      /** when it was asked for, epoch seconds */
      readonly requested_at: number;
      /** readable before this instant, sealed from it on; 0 before it is granted, epoch seconds */
      readonly granted_until: number;
      /** how often it was read */
      readonly reads: number;
    };
  };
  /** Refuse somebody else's request */
  readonly refuseDisclosure: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      readonly id: string;
      /** opaque id of a lead */
      readonly lead: string;
      /** keyed pseudonym: stable in one home, different in another */
      readonly person: string;
      /** number of a case */
      readonly case_id: string;
      readonly unit: string;
      readonly purpose: string;
      readonly state: "requested" | "granted" | "refused";
      readonly requester: string;
      /** who decided */
      readonly approver: string | null;
      /** why it was decided so */
      readonly reason: string;
      /** when it was asked for, epoch seconds */
      readonly requested_at: number;
      /** readable before this instant, sealed from it on; 0 before it is granted, epoch seconds */
      readonly granted_until: number;
      /** how often it was read */
      readonly reads: number;
    };
  };
  /** The identity, to the requester alone, while the grant lasts; every read is in the log */
  readonly readIdentity: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      /** keyed pseudonym: stable in one home, different in another */
      readonly person: string;
      /** as the sources wrote them: i: id, p: phone, v: plate */
      readonly identifiers: readonly (string)[];
      readonly names: readonly (string)[];
      /** sealed again from then on, epoch seconds */
      readonly granted_until: number;
    };
  };
  /** Every account */
  readonly listAccounts: {
    readonly request: {};
    readonly answer: {
      readonly accounts: readonly ({
        readonly id: string;
        readonly role: "investigator" | "reviewer" | "supervisor" | "analyst" | "integrator" | "administrator";
        readonly unit: string;
        readonly state: "active" | "closed";
        readonly must_rotate: boolean;
        /** wrong passwords in a row */
        readonly failed: number;
        /** 0 when it is not locked, epoch seconds */
        readonly locked_until: number;
        /** when the password was set, epoch seconds */
        readonly rotated_at: number;
      })[];
    };
  };
  /** Make an account; its first password must be changed at the first sign-in */
  readonly createAccount: {
    readonly request: {
      readonly body: {
        readonly name: string;
        readonly role: "investigator" | "reviewer" | "supervisor" | "analyst" | "integrator" | "administrator";
        readonly unit: string;
        /** must be changed at the first sign-in */
        readonly password: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly role: "investigator" | "reviewer" | "supervisor" | "analyst" | "integrator" | "administrator";
      readonly unit: string;
      readonly state: "active" | "closed";
      readonly must_rotate: boolean;
      /** wrong passwords in a row */
      readonly failed: number;
      /** 0 when it is not locked, epoch seconds */
      readonly locked_until: number;
      /** when the password was set, epoch seconds */
      readonly rotated_at: number;
    };
  };
  /** Close an account; its sessions end */
  readonly closeAccount: {
    readonly request: {
      readonly path: {
        readonly name: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly role: "investigator" | "reviewer" | "supervisor" | "analyst" | "integrator" | "administrator";
      readonly unit: string;
      readonly state: "active" | "closed";
      readonly must_rotate: boolean;
      /** wrong passwords in a row */
      readonly failed: number;
      /** 0 when it is not locked, epoch seconds */
      readonly locked_until: number;
      /** when the password was set, epoch seconds */
      readonly rotated_at: number;
    };
  };
  /** Unlock an account and set a first password */
  readonly unlockAccount: {
    readonly request: {
      readonly path: {
        readonly name: string;
      };
      readonly body: {
        /** must be changed at the first sign-in */
        readonly password: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly role: "investigator" | "reviewer" | "supervisor" | "analyst" | "integrator" | "administrator";
      readonly unit: string;
      readonly state: "active" | "closed";
      readonly must_rotate: boolean;
      /** wrong passwords in a row */
      readonly failed: number;
      /** 0 when it is not locked, epoch seconds */
      readonly locked_until: number;
      /** when the password was set, epoch seconds */
      readonly rotated_at: number;
    };
  };
  /** Every unit */
  readonly listUnits: {
    readonly request: {};
    readonly answer: {
      readonly units: readonly ({
        readonly id: string;
        readonly name: string;
        readonly kind: "brigade" | "county_brigade" | "checkpoint" | "parcel_inspection" | "community_treatment";
        /** null: the whole prefecture */
        readonly area: string | null;
      })[];
    };
  };
  /** Make a unit, or give it another name, kind or area */
  readonly putUnit: {
    readonly request: {
      readonly body: {
        readonly id: string;
        readonly name: string;
        readonly kind: "brigade" | "county_brigade" | "checkpoint" | "parcel_inspection" | "community_treatment";
        /** null: the whole prefecture */
        readonly area: string | null;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly name: string;
      readonly kind: "brigade" | "county_brigade" | "checkpoint" | "parcel_inspection" | "community_treatment";
      /** null: the whole prefecture */
      readonly area: string | null;
    };
  };
  /** Whether scoring and dispatch run */
  readonly getAuthority: {
    readonly request: {};
    readonly answer: {
      readonly state: "running" | "stopped";
      readonly by: string;
      /** since when, epoch seconds */
      readonly at: number;
      readonly reason: string;
      /** who asked to resume, while a second person is missing */
      readonly resume_by: string | null;
    };
  };
  /** Halt scoring and dispatch at once */
  readonly stopScoring: {
    readonly request: {
      readonly body: {
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      readonly state: "running" | "stopped";
      readonly by: string;
      /** since when, epoch seconds */
      readonly at: number;
      readonly reason: string;
      /** who asked to resume, while a second person is missing */
      readonly resume_by: string | null;
    };
  };
  /** Ask to go on; the call of another person does it */
  readonly resumeScoring: {
    readonly request: {
      readonly body: {
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      readonly state: "running" | "stopped";
      readonly by: string;
      /** since when, epoch seconds */
      readonly at: number;
      readonly reason: string;
      /** who asked to resume, while a second person is missing */
      readonly resume_by: string | null;
    };
  };
  /** What is past its limit and would go */
  readonly previewRetention: {
    readonly request: {};
    readonly answer: {
      readonly tables: readonly ({
        readonly table: string;
        /** rows */
        readonly rows: number;
        /** older than this instant, epoch seconds */
        readonly before: number | null;
      })[];
      /** leads that cite a record that goes */
      readonly leads: readonly (string)[];
      /** models trained on records that go */
      readonly models: readonly (string)[];
      /** those of them that do not say from which records they learnt, so that they may have been others */
      readonly models_unsure: readonly (string)[];
    };
  };
  /** Let it go, with everything derived from it, and run the line again */
  readonly purge: {
    readonly request: {};
    readonly answer: {
      readonly tables: readonly ({
        readonly table: string;
        /** rows */
        readonly rows: number;
        /** older than this instant, epoch seconds */
        readonly before: number | null;
      })[];
      /** leads that cite a record that goes */
      readonly leads: readonly (string)[];
      /** models trained on records that go */
      readonly models: readonly (string)[];
      /** those of them that do not say from which records they learnt, so that they may have been others */
      readonly models_unsure: readonly (string)[];
    };
  };
  /** Correct a record by the rules of an import, or erase it; what was derived is computed anew, leads that cite it are withdrawn */
  readonly correctRecord: {
    readonly request: {
      readonly body: {
        readonly table: "lodging" | "transport" | "checkpoint" | "parcel" | "call";
        /** record id as a lead shows it */
        readonly record: string;
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
        /** new values by column; without it the record is erased */
        readonly set?: Readonly<Record<string, string>>;
      };
    };
    readonly answer: {
      readonly tables: readonly ({
        readonly table: string;
        /** rows */
        readonly rows: number;
        /** older than this instant, epoch seconds */
        readonly before: number | null;
      })[];
      /** leads that cite a record that goes */
      readonly leads: readonly (string)[];
      /** models trained on records that go */
      readonly models: readonly (string)[];
      /** those of them that do not say from which records they learnt, so that they may have been others */
      readonly models_unsure: readonly (string)[];
    };
  };
  /** Head and entries of the log, newest first */
  readonly listAudit: {
    readonly request: {
      readonly query?: {
        /** entries older than this one */
        readonly before?: number;
        readonly top?: number;
        readonly act?: string;
      };
    };
    readonly answer: {
      /** entries in the log */
      readonly size: number;
      /** SHA-256 in base64 */
      readonly root: string;
      /** newest first */
      readonly entries: readonly ({
        /** place in the log, from 0 */
        readonly seq: number;
        /** when, epoch seconds */
        readonly at: number;
        /** account or system:job */
        readonly actor: string;
        readonly act: string;
        /** opaque id of what it was done to */
        readonly subject: string;
        /** JSON */
        readonly detail: string;
      })[];
      readonly checkpoint: {
        /** entries it covers */
        readonly size: number;
        /** when it was signed, epoch seconds */
        readonly at: number;
      } | null;
    };
  };
  /** Compare the log with itself, the signed checkpoints and the rows it covers */
  readonly verifyAudit: {
    readonly request: {};
    readonly answer: {
      /** entries read */
      readonly entries: number;
      /** SHA-256 in base64 */
      readonly root: string;
      /** checkpoints whose signature and root are right */
      readonly checkpoints: number;
      /** covered rows that are what the log says */
      readonly rows: number;
      readonly faults: readonly ({
        readonly code: string;
        readonly where: string;
        readonly what: string;
      })[];
      readonly seconds: number;
    };
  };
  /** An entry with its RFC 9162 inclusion proof */
  readonly proveEntry: {
    readonly request: {
      readonly path: {
        readonly seq: number;
      };
    };
    readonly answer: {
      /** place in the log */
      readonly seq: number;
      /** entries of the head */
      readonly size: number;
      /** SHA-256 in base64 */
      readonly root: string;
      /** SHA-256 in base64 */
      readonly leaf: string;
      /** RFC 9162 inclusion proof, leaf to root */
      readonly path: readonly (string)[];
      /** the very text that the leaf is the hash of */
      readonly entry: string;
    };
  };
  /** An RFC 9162 proof that an older head is the beginning of a newer one */
  readonly proveConsistency: {
    readonly request: {
      readonly query: {
        readonly older: number;
        /** default the head */
        readonly newer?: number;
      };
    };
    readonly answer: {
      /** entries of the older head */
      readonly older: number;
      /** entries of the newer head */
      readonly newer: number;
      readonly path: readonly (string)[];
    };
  };
  /** Every client */
  readonly listClients: {
    readonly request: {};
    readonly answer: {
      readonly clients: readonly ({
        readonly id: string;
        readonly unit: string;
        readonly purpose: string;
        /** acts of an integrator that it may do */
        readonly scopes: readonly (string)[];
        readonly state: "live" | "revoked";
        /** when it was registered, epoch seconds */
        readonly made_at: number;
      })[];
    };
  };
  /** Register a client for one unit, one purpose and some scopes */
  readonly addClient: {
    readonly request: {
      readonly body: {
        readonly id: string;
        readonly unit: string;
        readonly purpose: string;
        /** acts of an integrator that it may do */
        readonly scopes: readonly (string)[];
      };
    };
    readonly answer: {
      /** told once and kept as a hash; send it as Authorization: Bearer, or to /oauth/token */
      readonly secret: string;
    };
  };
  /** Give a client a new secret; the one before counts for a day longer */
  readonly rotateClient: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      /** told once and kept as a hash; send it as Authorization: Bearer, or to /oauth/token */
      readonly secret: string;
    };
  };
  /** Revoke a client; its secrets and tokens end at once */
  readonly revokeClient: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly unit: string;
      readonly purpose: string;
      /** acts of an integrator that it may do */
      readonly scopes: readonly (string)[];
      readonly state: "live" | "revoked";
      /** when it was registered, epoch seconds */
      readonly made_at: number;
    };
  };
  /** Come back from the provider: sets the session cookie */
  readonly endOidc: {
    readonly request: {};
    readonly answer: string;
  };
  /** Contacts of a person, strongest first, page by page */
  readonly getNeighbourhood: {
    readonly request: {
      readonly path: {
        /** keyed pseudonym: stable in one home, different in another */
        readonly id: string;
      };
      readonly query: {
        /** number of a case */
        readonly case: string;
        /** contacts on a page */
        readonly top?: number;
        readonly channel?: "room" | "booking" | "hotel_night" | "order" | "seat" | "service" | "convoy" | "parcel" | "call";
        /** only contacts with a meeting from then on, epoch seconds */
        readonly after?: number;
        /** only contacts with a meeting until then, epoch seconds */
        readonly before?: number;
        readonly cursor?: string;
      };
    };
    readonly answer: {
      /** keyed pseudonym: stable in one home, different in another */
      readonly person: string;
      readonly run_id: string;
      /** newest record it may use, epoch seconds */
      readonly as_of: number;
      /** the person and the contacts of this page */
      readonly nodes: readonly ({
        /** keyed pseudonym: stable in one home, different in another */
        readonly person: string;
        /** role of the highest score; null for the established, and for whom the reader has yet to judge blind */
        readonly role: "user" | "retailer" | "supplier" | null;
        /** that score */
        readonly score: number | null;
        /** role in an established case, else null */
        readonly established: "user" | "retailer" | "supplier" | null;
        /** area the person is seen in most */
        readonly area_id: string | null;
        /** contacts away from the person asked for */
        readonly hops: number;
        /** contacts away from the nearest established case */
        readonly case_hops: number;
      })[];
      /** every contact among them */
      readonly edges: readonly ({
        /** keyed pseudonym: stable in one home, different in another */
        readonly a: string;
        /** keyed pseudonym: stable in one home, different in another */
        readonly b: string;
        /** meetings-equivalents */
        readonly weight: number;
        /** a channel passed its test; else it is a tie by itself, such as a parcel */
        readonly tested: boolean;
        /** first meeting, epoch seconds */
        readonly first: number;
        /** last meeting, epoch seconds */
        readonly last: number;
        readonly channels: readonly ({
          readonly channel: "room" | "booking" | "hotel_night" | "order" | "seat" | "service" | "convoy" | "parcel" | "call";
          /** independent trips or stays together */
          readonly count: number;
          /** how many chance gives */
          readonly expected: number;
          /** expected share of false discoveries among contacts as clear as this; null where it is not tested */
          readonly q: number | null;
          /** first meeting, epoch seconds */
          readonly first: number;
          /** last meeting, epoch seconds */
          readonly last: number;
          /** records behind it */
          readonly records_total: number;
          /** the first of them */
          readonly records: readonly (string)[];
        })[];
      })[];
      /** contacts that fit, over all pages */
      readonly total: number;
      /** contacts on this page */
      readonly shown: number;
      /** opaque; null on the last page */
      readonly next_cursor: string | null;
      /** people that this view shows */
      readonly exposed: number;
      /** what is left out, in words */
      readonly caps: readonly ({
        readonly en: string;
        readonly zh: string;
      })[];
      readonly case: {
        /** number of a case */
        readonly id: string;
        /** persons that may be looked at under this case */
        readonly budget: number;
        /** persons looked at so far, this look included */
        readonly exposed: number;
      };
    };
  };
  /** The best paths between two people, with the records along them */
  readonly getPaths: {
    readonly request: {
      readonly query: {
        /** keyed pseudonym: stable in one home, different in another */
        readonly from: string;
        /** keyed pseudonym: stable in one home, different in another */
        readonly to: string;
        /** number of a case */
        readonly case: string;
        /** paths wanted */
        readonly k?: number;
        /** strongest, shortest, or the one by which something that passes from hand to hand arrives first */
        readonly by?: "strength" | "hops" | "time";
      };
    };
    readonly answer: {
      readonly run_id: string;
      /** newest record it may use, epoch seconds */
      readonly as_of: number;
      readonly nodes: readonly ({
        /** keyed pseudonym: stable in one home, different in another */
        readonly person: string;
        /** role of the highest score; null for the established, and for whom the reader has yet to judge blind */
        readonly role: "user" | "retailer" | "supplier" | null;
        /** that score */
        readonly score: number | null;
        /** role in an established case, else null */
        readonly established: "user" | "retailer" | "supplier" | null;
        /** area the person is seen in most */
        readonly area_id: string | null;
        /** contacts away from the person asked for */
        readonly hops: number;
        /** contacts away from the nearest established case */
        readonly case_hops: number;
      })[];
      /** every contact among the people of the paths, with its records */
      readonly edges: readonly ({
        /** keyed pseudonym: stable in one home, different in another */
        readonly a: string;
        /** keyed pseudonym: stable in one home, different in another */
        readonly b: string;
        /** meetings-equivalents */
        readonly weight: number;
        /** a channel passed its test; else it is a tie by itself, such as a parcel */
        readonly tested: boolean;
        /** first meeting, epoch seconds */
        readonly first: number;
        /** last meeting, epoch seconds */
        readonly last: number;
        readonly channels: readonly ({
          readonly channel: "room" | "booking" | "hotel_night" | "order" | "seat" | "service" | "convoy" | "parcel" | "call";
          /** independent trips or stays together */
          readonly count: number;
          /** how many chance gives */
          readonly expected: number;
          /** expected share of false discoveries among contacts as clear as this; null where it is not tested */
          readonly q: number | null;
          /** first meeting, epoch seconds */
          readonly first: number;
          /** last meeting, epoch seconds */
          readonly last: number;
          /** records behind it */
          readonly records_total: number;
          /** the first of them */
          readonly records: readonly (string)[];
        })[];
      })[];
      readonly paths: readonly ({
        /** from one end to the other */
        readonly persons: readonly (string)[];
        /** sum of 1 / weight, or the number of contacts */
        readonly cost: number;
      })[];
      /** people that this view shows */
      readonly exposed: number;
      readonly case: {
        /** number of a case */
        readonly id: string;
        /** persons that may be looked at under this case */
        readonly budget: number;
        /** persons looked at so far, this look included */
        readonly exposed: number;
      };
    };
  };
  /** Note that a drawing of people is taken out, and get the stamp that its file must bear */
  readonly takeOutGraph: {
    readonly request: {
      readonly body: {
        /** number of a case */
        readonly case: string;
        readonly format: "png" | "svg" | "gexf" | "json";
        /** run that the people come from */
        readonly run_id: string;
        /** everybody in it */
        readonly persons: readonly (string)[];
        /** contacts in it */
        readonly contacts: number;
      };
    };
    readonly answer: {
      /** of this export: leads from the file to the entry in the log */
      readonly id: string;
      readonly account: string;
      readonly unit: string;
      /** number of a case */
      readonly case: string;
      readonly run_id: string;
      /** when it was taken out, epoch seconds */
      readonly at: number;
      /** people in it */
      readonly people: number;
      /** contacts in it */
      readonly contacts: number;
      readonly not_evidence: {
        readonly en: string;
        readonly zh: string;
      };
    };
  };
  /** What the records hold of a person, with whom, and how much a day and source */
  readonly getTimeline: {
    readonly request: {
      readonly path: {
        /** keyed pseudonym: stable in one home, different in another */
        readonly id: string;
      };
      readonly query: {
        /** number of a case */
        readonly case: string;
        /** first moment, epoch seconds */
        readonly from?: number;
        /** last moment, epoch seconds */
        readonly until?: number;
        /** seconds by which the clock whose days are counted is ahead of UTC: 28800 in the prefecture; default 0 */
        readonly utc_ahead_s?: number;
        /** newest events shown */
        readonly top?: number;
      };
    };
    readonly answer: {
      /** keyed pseudonym: stable in one home, different in another */
      readonly person: string;
      readonly run_id: string;
      /** newest record it may use, epoch seconds */
      readonly as_of: number;
      /** in order of time */
      readonly events: readonly ({
        /** when, epoch seconds */
        readonly at: number;
        readonly source: "lodging" | "transport" | "checkpoint" | "parcel" | "call";
        readonly kind: string;
        /** where */
        readonly place: string | null;
        /** others in the same room, order, parcel or call */
        readonly with: readonly (string)[];
        /** record id */
        readonly record: string;
      })[];
      /** all events of the span, not only those shown */
      readonly histogram: readonly ({
        readonly source: "lodging" | "transport" | "checkpoint" | "parcel" | "call";
        /** first second of the day of the clock asked for, epoch seconds */
        readonly from: number;
        /** events */
        readonly count: number;
      })[];
      /** events in the span */
      readonly total: number;
      /** events in this answer */
      readonly shown: number;
      /** people that this view shows */
      readonly exposed: number;
      readonly case: {
        /** number of a case */
        readonly id: string;
        /** persons that may be looked at under this case */
        readonly budget: number;
        /** persons looked at so far, this look included */
        readonly exposed: number;
      };
    };
  };
  /** Places of the records for a map, coarse */
  readonly listPlaces: {
    readonly request: {};
    readonly answer: {
      readonly run_id: string;
      readonly places: readonly ({
        readonly place: string;
        readonly kind: string;
        /** area */
        readonly area_id: string | null;
        /** degrees, rounded to a hundredth */
        readonly lat: number;
        /** degrees, rounded to a hundredth */
        readonly lon: number;
      })[];
      readonly roads: readonly ({
        readonly from: string;
        readonly to: string;
        /** journeys between the two, either way */
        readonly trips: number;
      })[];
    };
  };
  /** Events of the own unit, and moves of the champion, oldest first */
  readonly listEvents: {
    readonly request: {
      readonly query?: {
        /** events after this sequence */
        readonly after?: number;
        readonly type?: "lead.proposed" | "lead.raised" | "lead.updated" | "lead.withdrawn" | "lead.expired" | "model.promoted" | "disclosure.granted" | "endpoint.disabled";
        readonly top?: number;
      };
    };
    readonly answer: {
      /** oldest first */
      readonly events: readonly ({
        readonly specversion: "1.0";
        readonly id: string;
        readonly source: string;
        readonly type: string;
        readonly subject: string;
        readonly time: string;
        readonly datacontenttype: "application/json";
        readonly sequence: string;
        readonly data: Readonly<Record<string, unknown>>;
      })[];
      /** send it as `after` for what comes next */
      readonly next_after: number;
      readonly more: boolean;
    };
  };
  /** Say that a recipient took an event in, such as a withdrawal */
  readonly acknowledgeEvent: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        readonly endpoint: string;
      };
    };
    readonly answer: {
      readonly acknowledged: boolean;
    };
  };
  /** Every endpoint, with the state of its deliveries */
  readonly listEndpoints: {
    readonly request: {};
    readonly answer: {
      readonly endpoints: readonly ({
        readonly id: string;
        readonly url: string;
        readonly unit: string;
        readonly audience: "reviewers" | "frontline" | "integrators";
        /** empty: every type that the audience may hear */
        readonly types: readonly (string)[];
        readonly roles: readonly (string)[];
        readonly areas: readonly (string)[];
        readonly state: "live" | "disabled";
        /** why it is disabled */
        readonly reason: string | null;
        /** when it was registered, epoch seconds */
        readonly created_at: number;
        readonly deliveries: {
          /** behind an earlier event of the same lead */
          readonly waiting: number;
          /** to be sent */
          readonly due: number;
          /** on the way */
          readonly leased: number;
          /** taken by the receiver */
          readonly taken: number;
          /** given up */
          readonly failed: number;
        };
      })[];
    };
  };
  /** Register an endpoint; its secrets are told once */
  readonly addEndpoint: {
    readonly request: {
      readonly body: {
        readonly id: string;
        readonly url: string;
        readonly unit: string;
        readonly audience: "reviewers" | "frontline" | "integrators";
        readonly types?: readonly ("lead.proposed" | "lead.raised" | "lead.updated" | "lead.withdrawn" | "lead.expired" | "model.promoted" | "disclosure.granted" | "endpoint.disabled")[];
        readonly roles?: readonly ("user" | "retailer" | "supplier")[];
        readonly areas?: readonly (string)[];
      };
    };
    readonly answer: {
      /** whsec_…: told once */
      readonly hmac: string;
      /** whpk_…: the public key */
      readonly ed25519: string;
    };
  };
  /** New secrets; the ones before sign beside them for a day */
  readonly rotateEndpoint: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      /** whsec_…: told once */
      readonly hmac: string;
      /** whpk_…: the public key */
      readonly ed25519: string;
    };
  };
  /** Send again */
  readonly enableEndpoint: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly state: "live" | "disabled";
    };
  };
  /** Send nothing more */
  readonly disableEndpoint: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly state: "live" | "disabled";
    };
  };
  /** Send an event that is about nobody */
  readonly testEndpoint: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly event: string;
    };
  };
  /** Send a span of the feed again, by sequence or by time */
  readonly replayEndpoint: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
      readonly body: {
        /** first sequence of the feed */
        readonly from?: number;
        /** last sequence */
        readonly to?: number;
        /** first moment, epoch seconds */
        readonly since?: number;
        /** last moment, epoch seconds */
        readonly until?: number;
      };
    };
    readonly answer: {
      /** sent again */
      readonly deliveries: number;
    };
  };
  /** What became of deliveries; `unacknowledged`: withdrawals that a recipient has not taken in, `overdue`: for more than a day */
  readonly listDeliveries: {
    readonly request: {
      readonly query?: {
        readonly endpoint?: string;
        readonly state?: "waiting" | "due" | "leased" | "taken" | "failed" | "unacknowledged" | "overdue";
        /** deliveries older than this one */
        readonly before?: number;
        readonly top?: number;
      };
    };
    readonly answer: {
      /** newest first */
      readonly deliveries: readonly ({
        /** number */
        readonly delivery: number;
        readonly endpoint: string;
        readonly event: string;
        readonly type: string;
        /** place in the feed */
        readonly sequence: number;
        readonly subject: string;
        readonly state: string;
        /** attempts so far */
        readonly attempts: number;
        /** HTTP status of the last attempt */
        readonly last_status: number | null;
        /** what went wrong at the last attempt */
        readonly last_problem: string | null;
        /** epoch seconds */
        readonly acknowledged_at: number | null;
      })[];
    };
  };
  /** Models there are */
  readonly listModels: {
    readonly request: {};
    readonly answer: {
      /** name and version */
      readonly champion: string;
      readonly models: readonly ({
        /** name and version */
        readonly model: string;
        readonly aliases: readonly (string)[];
      })[];
    };
  };
  /** Card, gates and out-of-fold figures of a model */
  readonly getModel: {
    readonly request: {
      readonly path: {
        readonly name: string;
        readonly version: string;
      };
    };
    readonly answer: {
      /** name and version */
      readonly model: string;
      readonly aliases: readonly (string)[];
      /** Markdown */
      readonly card: string;
      /** what must hold before it may become champion */
      readonly gates: readonly ({
        readonly gate: string;
        readonly passed: boolean;
        readonly words: string;
      })[];
      /** newest evaluation on a synthetic truth; null where there was none */
      readonly metrics: null | {
        readonly run_id: string;
        readonly roles: {
          readonly user: {
            /** unknown people of the role */
            readonly positives: number;
            /** people that are ranked */
            readonly ranked: number;
            readonly prevalence: number;
            readonly auprc: number;
            readonly intervals: {
              /** 95 % */
              readonly auprc: readonly (number)[];
            };
            readonly at_k: readonly ({
              /** first names */
              readonly k: number;
              readonly precision: number;
              /** innocent among them */
              readonly innocent: number;
            })[];
            /** what it must beat */
            readonly baselines: readonly ({
              readonly name: string;
              readonly auprc: number;
            })[];
            readonly curves: {
              readonly precision_recall: {
                readonly recall: readonly (number)[];
                readonly precision: readonly (number)[];
              };
              readonly reliability: {
                readonly score: readonly (number)[];
                readonly share: readonly (number)[];
              };
              readonly lift: {
                readonly looked: readonly (number)[];
                readonly found: readonly (number)[];
              };
            };
          };
          readonly retailer: {
            /** unknown people of the role */
            readonly positives: number;
            /** people that are ranked */
            readonly ranked: number;
            readonly prevalence: number;
            readonly auprc: number;
            readonly intervals: {
              /** 95 % */
              readonly auprc: readonly (number)[];
            };
            readonly at_k: readonly ({
              /** first names */
              readonly k: number;
              readonly precision: number;
              /** innocent among them */
              readonly innocent: number;
            })[];
            /** what it must beat */
            readonly baselines: readonly ({
              readonly name: string;
              readonly auprc: number;
            })[];
            readonly curves: {
              readonly precision_recall: {
                readonly recall: readonly (number)[];
                readonly precision: readonly (number)[];
              };
              readonly reliability: {
                readonly score: readonly (number)[];
                readonly share: readonly (number)[];
              };
              readonly lift: {
                readonly looked: readonly (number)[];
                readonly found: readonly (number)[];
              };
            };
          };
          readonly supplier: {
            /** unknown people of the role */
            readonly positives: number;
            /** people that are ranked */
            readonly ranked: number;
            readonly prevalence: number;
            readonly auprc: number;
            readonly intervals: {
              /** 95 % */
              readonly auprc: readonly (number)[];
            };
            readonly at_k: readonly ({
              /** first names */
              readonly k: number;
              readonly precision: number;
              /** innocent among them */
              readonly innocent: number;
            })[];
            /** what it must beat */
            readonly baselines: readonly ({
              readonly name: string;
              readonly auprc: number;
            })[];
            readonly curves: {
              readonly precision_recall: {
                readonly recall: readonly (number)[];
                readonly precision: readonly (number)[];
              };
              readonly reliability: {
                readonly score: readonly (number)[];
                readonly share: readonly (number)[];
              };
              readonly lift: {
                readonly looked: readonly (number)[];
                readonly found: readonly (number)[];
              };
            };
          };
        };
        readonly wrongful: readonly ({
          /** look-alike kind or audit group */
          readonly group: string;
          /** innocent people of the group */
          readonly people: number;
          /** of these: among the first names of any role */
          readonly flagged: number;
          readonly low: number;
          /** 95 % interval */
          readonly high: number;
          /** too few people for the share to say anything */
          readonly too_few: boolean;
        })[];
        readonly shap: {
          readonly user: readonly ({
            readonly feature: string;
            /** mean absolute share */
            readonly mean: number;
          })[];
          readonly retailer: readonly ({
            readonly feature: string;
            /** mean absolute share */
            readonly mean: number;
          })[];
          readonly supplier: readonly ({
            readonly feature: string;
            /** mean absolute share */
            readonly mean: number;
          })[];
        };
      };
      /** as it was measured in training; null where the model says nothing of it */
      readonly out_of_fold: null | {
        readonly user: {
          /** people it was measured on */
          readonly rows: number;
          /** of these: people of the role */
          readonly positives: number;
          /** area under precision and recall, out of fold */
          readonly auprc: number | null;
          /** area under the ROC curve, out of fold */
          readonly auroc: number | null;
          /** expected calibration error */
          readonly ece: number | null;
          /** share of the role among the first 50 */
          readonly precision_at_50: number | null;
          /** what it must beat */
          readonly baselines: readonly ({
            readonly name: string;
            readonly auprc: number;
          })[];
        };
        readonly retailer: {
          /** people it was measured on */
          readonly rows: number;
          /** of these: people of the role */
          readonly positives: number;
          /** area under precision and recall, out of fold */
          readonly auprc: number | null;
          /** area under the ROC curve, out of fold */
          readonly auroc: number | null;
          /** expected calibration error */
          readonly ece: number | null;
          /** share of the role among the first 50 */
          readonly precision_at_50: number | null;
          /** what it must beat */
          readonly baselines: readonly ({
            readonly name: string;
            readonly auprc: number;
          })[];
        };
        readonly supplier: {
          /** people it was measured on */
          readonly rows: number;
          /** of these: people of the role */
          readonly positives: number;
          /** area under precision and recall, out of fold */
          readonly auprc: number | null;
          /** area under the ROC curve, out of fold */
          readonly auroc: number | null;
          /** expected calibration error */
          readonly ece: number | null;
          /** share of the role among the first 50 */
          readonly precision_at_50: number | null;
          /** what it must beat */
          readonly baselines: readonly ({
            readonly name: string;
            readonly auprc: number;
          })[];
        };
      };
    };
  };
  /** The people of the newest run against those of the training */
  readonly getDrift: {
    readonly request: {};
    readonly answer: {
      /** name and version */
      readonly model: string;
      readonly run_id: string;
      /** people of the newest run */
      readonly people: number;
      /** most moved first */
      readonly features: readonly ({
        readonly name: string;
        /** population stability index */
        readonly psi: number;
        /** the most that one training world differed from all */
        readonly usual: number | null;
        /** above 0.25, and above what training worlds differed by */
        readonly moved: boolean;
      })[];
      readonly notices: readonly (string)[];
    };
  };
  /** Propose a champion */
  readonly proposeChampion: {
    readonly request: {
      readonly body: {
        /** name and version */
        readonly model: string;
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      /** name and version */
      readonly model: string;
      readonly state: "refused" | "proposed" | "champion";
      /** name and version */
      readonly replaces: string;
      readonly gates: readonly ({
        readonly gate: string;
        readonly passed: boolean;
        readonly words: string;
      })[];
      readonly notices: readonly (string)[];
    };
  };
  /** Approve what another person proposed */
  readonly approveChampion: {
    readonly request: {
      readonly body: {
        /** name and version */
        readonly model: string;
      };
    };
    readonly answer: {
      /** name and version */
      readonly model: string;
      readonly state: "refused" | "proposed" | "champion";
      /** name and version */
      readonly replaces: string;
      readonly gates: readonly ({
        readonly gate: string;
        readonly passed: boolean;
        readonly words: string;
      })[];
      readonly notices: readonly (string)[];
    };
  };
  /** Back to the champion before, in one move */
  readonly rollBackChampion: {
    readonly request: {
      readonly body: {
        /** why, in own words; kept for ever, so no names */
        readonly reason: string;
      };
    };
    readonly answer: {
      /** name and version */
      readonly model: string;
      readonly state: "refused" | "proposed" | "champion";
      /** name and version */
      readonly replaces: string;
      readonly gates: readonly ({
        readonly gate: string;
        readonly passed: boolean;
        readonly words: string;
      })[];
      readonly notices: readonly (string)[];
    };
  };
  /** Learn from the local cases */
  readonly trainModel: {
    readonly request: {};
    readonly answer: {
      readonly id: string;
      readonly what: "run" | "train" | "shadow" | "ingest";
      readonly by: string;
      readonly state: "working" | "done" | "failed";
      /** what it does now */
      readonly step: string | null;
      /** how much of the step is done */
      readonly done: number | null;
      /** how much there is; null where it is not known */
      readonly of: number | null;
      /** when it began, epoch seconds */
      readonly started_at: number;
      /** when it ended, epoch seconds */
      readonly ended_at: number | null;
      /** code of what stopped it */
      readonly cause: string | null;
      /** in a sentence */
      readonly result: string | null;
      /** of a shadow that is done: champion against challenger on the same people, a role each */
      readonly compared: readonly ({
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** Spearman's correlation of the two orders; null where a model gives everybody the same score */
        readonly rank_correlation: number | null;
        /** people who are among the first 50 of both */
        readonly same_of_first_50: number;
        /** people who are among the first 500 of both */
        readonly same_of_first_500: number;
        /** mean score, 0 to 1 */
        readonly mean_champion: number;
        /** mean score, 0 to 1 */
        readonly mean_challenger: number;
      })[] | null;
    };
  };
  /** A challenger's scores beside the champion's; nothing is ranked or pushed */
  readonly shadowModel: {
    readonly request: {
      readonly body: {
        /** name and version */
        readonly model?: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly what: "run" | "train" | "shadow" | "ingest";
      readonly by: string;
      readonly state: "working" | "done" | "failed";
      /** what it does now */
      readonly step: string | null;
      /** how much of the step is done */
      readonly done: number | null;
      /** how much there is; null where it is not known */
      readonly of: number | null;
      /** when it began, epoch seconds */
      readonly started_at: number;
      /** when it ended, epoch seconds */
      readonly ended_at: number | null;
      /** code of what stopped it */
      readonly cause: string | null;
      /** in a sentence */
      readonly result: string | null;
      /** of a shadow that is done: champion against challenger on the same people, a role each */
      readonly compared: readonly ({
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** Spearman's correlation of the two orders; null where a model gives everybody the same score */
        readonly rank_correlation: number | null;
        /** people who are among the first 50 of both */
        readonly same_of_first_50: number;
        /** people who are among the first 500 of both */
        readonly same_of_first_500: number;
        /** mean score, 0 to 1 */
        readonly mean_champion: number;
        /** mean score, 0 to 1 */
        readonly mean_challenger: number;
      })[] | null;
    };
  };
  /** Run the line over the records */
  readonly startRun: {
    readonly request: {};
    readonly answer: {
      readonly id: string;
      readonly what: "run" | "train" | "shadow" | "ingest";
      readonly by: string;
      readonly state: "working" | "done" | "failed";
      /** what it does now */
      readonly step: string | null;
      /** how much of the step is done */
      readonly done: number | null;
      /** how much there is; null where it is not known */
      readonly of: number | null;
      /** when it began, epoch seconds */
      readonly started_at: number;
      /** when it ended, epoch seconds */
      readonly ended_at: number | null;
      /** code of what stopped it */
      readonly cause: string | null;
      /** in a sentence */
      readonly result: string | null;
      /** of a shadow that is done: champion against challenger on the same people, a role each */
      readonly compared: readonly ({
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** Spearman's correlation of the two orders; null where a model gives everybody the same score */
        readonly rank_correlation: number | null;
        /** people who are among the first 50 of both */
        readonly same_of_first_50: number;
        /** people who are among the first 500 of both */
        readonly same_of_first_500: number;
        /** mean score, 0 to 1 */
        readonly mean_champion: number;
        /** mean score, 0 to 1 */
        readonly mean_challenger: number;
      })[] | null;
    };
  };
  /** Long work since this service began */
  readonly listRuns: {
    readonly request: {};
    readonly answer: {
      /** newest first */
      readonly runs: readonly ({
        readonly id: string;
        readonly what: "run" | "train" | "shadow" | "ingest";
        readonly by: string;
        readonly state: "working" | "done" | "failed";
        /** what it does now */
        readonly step: string | null;
        /** how much of the step is done */
        readonly done: number | null;
        /** how much there is; null where it is not known */
        readonly of: number | null;
        /** when it began, epoch seconds */
        readonly started_at: number;
        /** when it ended, epoch seconds */
        readonly ended_at: number | null;
        /** code of what stopped it */
        readonly cause: string | null;
        /** in a sentence */
        readonly result: string | null;
        /** of a shadow that is done: champion against challenger on the same people, a role each */
        readonly compared: readonly ({
          /** what the person is suspected to be */
          readonly role: "user" | "retailer" | "supplier";
          /** Spearman's correlation of the two orders; null where a model gives everybody the same score */
          readonly rank_correlation: number | null;
          /** people who are among the first 50 of both */
          readonly same_of_first_50: number;
          /** people who are among the first 500 of both */
          readonly same_of_first_500: number;
          /** mean score, 0 to 1 */
          readonly mean_champion: number;
          /** mean score, 0 to 1 */
          readonly mean_challenger: number;
        })[] | null;
      })[];
    };
  };
  /** How far a run is */
  readonly getRun: {
    readonly request: {
      readonly path: {
        readonly id: string;
      };
    };
    readonly answer: {
      readonly id: string;
      readonly what: "run" | "train" | "shadow" | "ingest";
      readonly by: string;
      readonly state: "working" | "done" | "failed";
      /** what it does now */
      readonly step: string | null;
      /** how much of the step is done */
      readonly done: number | null;
      /** how much there is; null where it is not known */
      readonly of: number | null;
      /** when it began, epoch seconds */
      readonly started_at: number;
      /** when it ended, epoch seconds */
      readonly ended_at: number | null;
      /** code of what stopped it */
      readonly cause: string | null;
      /** in a sentence */
      readonly result: string | null;
      /** of a shadow that is done: champion against challenger on the same people, a role each */
      readonly compared: readonly ({
        /** what the person is suspected to be */
        readonly role: "user" | "retailer" | "supplier";
        /** Spearman's correlation of the two orders; null where a model gives everybody the same score */
        readonly rank_correlation: number | null;
        /** people who are among the first 50 of both */
        readonly same_of_first_50: number;
        /** people who are among the first 500 of both */
        readonly same_of_first_500: number;
        /** mean score, 0 to 1 */
        readonly mean_champion: number;
        /** mean score, 0 to 1 */
        readonly mean_challenger: number;
      })[] | null;
    };
  };
  /** Load one file of one table; every row is accepted, quarantined, a duplicate or refused, and counted */
  readonly sendBatch: {
    readonly request: {
      readonly query: {
        /** table of the data contract */
        readonly table: "lodging" | "transport" | "checkpoint" | "parcel" | "call" | "place" | "person" | "subscription" | "vehicle" | "authorisation" | "case_person";
        /** zone of the hours of day, as an IANA name or an offset; default Asia/Shanghai */
        readonly timezone?: string;
        /** how the columns of the file become those of the table, as JSON: an entry of a map file without file and table, such as {"rename":{"From":"caller"},"recordId":"row"} */
        readonly map?: string;
      };
      readonly headers: {
        /** one a request; the same request under the same key gets the same answer for thirty days */
        readonly 'idempotency-key': string;
      };
      readonly type: 'application/x-ndjson' | 'text/csv' | 'application/vnd.apache.parquet';
      readonly body: Blob | Uint8Array<ArrayBuffer> | string;
    };
    readonly answer: {
      /** follows from what was loaded */
      readonly batch: string;
      /** table of the data contract */
      readonly table: "lodging" | "transport" | "checkpoint" | "parcel" | "call" | "place" | "person" | "subscription" | "vehicle" | "authorisation" | "case_person";
      /** these bytes were loaded before: nothing changed, all counts are 0 */
      readonly already_loaded: boolean;
      /** rows of the file: accepted + quarantined + duplicate + refused */
      readonly seen: number;
      /** rows taken in */
      readonly accepted: number;
      /** rows with a fault, kept aside */
      readonly quarantined: number;
      /** rows that were there already */
      readonly duplicate: number;
      /** rows that may not come in, such as calls without a warrant */
      readonly refused: number;
      /** why rows were not accepted, by code */
      readonly codes: Readonly<Record<string, number>>;
      readonly examples: readonly ({
        /** line of the file */
        readonly line: number;
        /** column at fault */
        readonly column: string | null;
        readonly code: string;
        /** in words; never holds a value of the row */
        readonly reason: string;
      })[];
      readonly notices: readonly (string)[];
    };
  };
  /** Batches of records, newest first */
  readonly listBatches: {
    readonly request: {
      readonly query?: {
        /** batches that came before this sequence */
        readonly before?: number;
        readonly top?: number;
      };
    };
    readonly answer: {
      /** newest first */
      readonly batches: readonly ({
        /** follows from what was loaded */
        readonly id: string;
        /** place in the order in which batches came */
        readonly sequence: number;
        readonly timezone: string;
        readonly tables: readonly ({
          /** table of the data contract */
          readonly table: "lodging" | "transport" | "checkpoint" | "parcel" | "call" | "place" | "person" | "subscription" | "vehicle" | "authorisation" | "case_person";
          /** rows that are there now */
          readonly rows: number;
        })[];
        /** the account of each file as it was when it came in */
        readonly files: readonly ({
          readonly table: string | null;
          /** rows of the file: accepted + quarantined + duplicate + refused */
          readonly seen: number;
          /** rows taken in */
          readonly accepted: number;
          /** rows with a fault, kept aside */
          readonly quarantined: number;
          /** rows that were there already */
          readonly duplicate: number;
          /** rows that may not come in, such as calls without a warrant */
          readonly refused: number;
          /** why rows were not accepted, by code */
          readonly codes: Readonly<Record<string, number>>;
          readonly examples: readonly ({
            /** line of the file */
            readonly line: number;
            /** column at fault */
            readonly column: string | null;
            readonly code: string;
            /** in words; never holds a value of the row */
            readonly reason: string;
          })[];
        })[];
      })[];
      /** batches there are */
      readonly total: number;
    };
  };
  /** A batch: what it holds, and what became of its rows */
  readonly getBatch: {
    readonly request: {
      readonly path: {
        /** follows from what was loaded */
        readonly id: string;
      };
    };
    readonly answer: {
      /** follows from what was loaded */
      readonly id: string;
      /** place in the order in which batches came */
      readonly sequence: number;
      readonly timezone: string;
      readonly tables: readonly ({
        /** table of the data contract */
        readonly table: "lodging" | "transport" | "checkpoint" | "parcel" | "call" | "place" | "person" | "subscription" | "vehicle" | "authorisation" | "case_person";
        /** rows that are there now */
        readonly rows: number;
      })[];
      /** the account of each file as it was when it came in */
      readonly files: readonly ({
        readonly table: string | null;
        /** rows of the file: accepted + quarantined + duplicate + refused */
        readonly seen: number;
        /** rows taken in */
        readonly accepted: number;
        /** rows with a fault, kept aside */
        readonly quarantined: number;
        /** rows that were there already */
        readonly duplicate: number;
        /** rows that may not come in, such as calls without a warrant */
        readonly refused: number;
        /** why rows were not accepted, by code */
        readonly codes: Readonly<Record<string, number>>;
        readonly examples: readonly ({
          /** line of the file */
          readonly line: number;
          /** column at fault */
          readonly column: string | null;
          readonly code: string;
          /** in words; never holds a value of the row */
          readonly reason: string;
        })[];
      })[];
    };
  };
  /** Phones, plates and ids that changed hands or were shared, page by page, of people in reach; no identifiers */
  readonly listFindings: {
    readonly request: {
      readonly query: {
        /** number of a case */
        readonly case: string;
        readonly kind?: "burner_succession" | "shared_phone" | "phone_changes_hands" | "shared_plate" | "plate_changes_hands" | "borrowed_id" | "cloned_plate" | "impossible_travel" | "cannot_link" | "merge" | "scout";
        /** findings on a page */
        readonly top?: number;
        readonly cursor?: string;
      };
    };
    readonly answer: {
      readonly run_id: string;
      /** newest record it may use, epoch seconds */
      readonly as_of: number;
      /** by kind, most probable first; about people in reach of an established case only */
      readonly findings: readonly ({
        /** stays the same from run to run */
        readonly finding: string;
        readonly kind: "burner_succession" | "shared_phone" | "phone_changes_hands" | "shared_plate" | "plate_changes_hands" | "borrowed_id" | "cloned_plate" | "impossible_travel" | "cannot_link" | "merge" | "scout";
        /** that it is so */
        readonly probability: number;
        /** keyed pseudonym: stable in one home, different in another */
        readonly person_a: string;
        /** the other one, where there is */
        readonly person_b: string | null;
        /** first record behind it, epoch seconds */
        readonly first_at: number;
        /** last record behind it, epoch seconds */
        readonly last_at: number;
        /** records behind it */
        readonly record_count: number;
        /** the first of them */
        readonly records: readonly (string)[];
        readonly evidence: readonly ({
          readonly what: string;
          /** in nats; positive speaks for it */
          readonly weight: number;
        })[];
        /** the two are one person because of it */
        readonly joined: boolean;
      })[];
      /** findings that fit, over all pages */
      readonly total: number;
      /** opaque; null on the last page */
      readonly next_cursor: string | null;
      /** people that this page shows */
      readonly exposed: number;
      readonly case: {
        /** number of a case */
        readonly id: string;
        /** persons that may be looked at under this case */
        readonly budget: number;
        /** persons looked at so far, this look included */
        readonly exposed: number;
      };
      readonly notices: readonly (string)[];
    };
  };
  /** What the model reads of a person, each value beside those of the people of the same area */
  readonly getFeatures: {
    readonly request: {
      readonly path: {
        /** keyed pseudonym: stable in one home, different in another */
        readonly id: string;
      };
      readonly query: {
        /** number of a case */
        readonly case: string;
      };
    };
    readonly answer: {
      /** keyed pseudonym: stable in one home, different in another */
      readonly person: string;
      readonly run_id: string;
      /** newest record it may use, epoch seconds */
      readonly as_of: number;
      /** area whose people are compared with; null: everybody */
      readonly area_id: string | null;
      /** people compared with */
      readonly peers: number;
      /** what is farthest from the peers first, what is not known last */
      readonly features: readonly ({
        readonly name: string;
        readonly family: string;
        readonly unit: string;
        /** null where the records do not allow it */
        readonly value: number | null;
        /** half of the peers have at most so much */
        readonly peers_median: number | null;
        /** nine in ten have at most so much */
        readonly peers_high: number | null;
        /** share of the peers that are below, plus half of those that are equal, 0 to 1 */
        readonly rank: number | null;
        readonly reason: {
          readonly en: string;
          readonly zh: string;
        };
        readonly in_words: {
          readonly en: string;
          readonly zh: string;
        };
      })[];
      /** people that this view shows */
      readonly exposed: number;
      readonly case: {
        /** number of a case */
        readonly id: string;
        /** persons that may be looked at under this case */
        readonly budget: number;
        /** persons looked at so far, this look included */
        readonly exposed: number;
      };
    };
  };
  /** Why two people are a contact, or why not, channel by channel; one of them has to be ranked */
  readonly getWhyContact: {
    readonly request: {
      readonly query: {
        /** keyed pseudonym: stable in one home, different in another */
        readonly a: string;
        /** keyed pseudonym: stable in one home, different in another */
        readonly b: string;
        /** number of a case */
        readonly case: string;
      };
    };
    readonly answer: {
      readonly run_id: string;
      /** newest record it may use, epoch seconds */
      readonly as_of: number;
      /** keyed pseudonym: stable in one home, different in another */
      readonly a: string;
      /** keyed pseudonym: stable in one home, different in another */
      readonly b: string;
      readonly contact: boolean;
      /** of the contact, in meetings-equivalents; 0 where there is none */
      readonly weight: number;
      readonly channels: readonly ({
        readonly channel: "room" | "booking" | "hotel_night" | "order" | "seat" | "service" | "convoy" | "parcel" | "call";
        /** keyed pseudonym: stable in one home, different in another */
        readonly from: string;
        /** keyed pseudonym: stable in one home, different in another */
        readonly to: string;
        /** more trips than chance gives; one is enough, such as a parcel; met, but no more than habits explain; seen there, never together; one is not seen there */
        readonly verdict: "tested" | "tie_by_itself" | "within_chance" | "never_met" | "never_there";
        /** independent trips or stays together */
        readonly trips: number;
        /** encounters on them */
        readonly encounters: number;
        /** trips that chance gives */
        readonly expected: number;
        /** log10 of the probability of so many by chance */
        readonly log10_p: number;
        /** log10 of the expected share of false discoveries */
        readonly log10_q: number;
        /** what the channel adds to the weight of the contact */
        readonly weight: number;
        /** trips from which on it would pass its test; null where it never would */
        readonly trips_needed: number | null;
        /** in time order, pairs as `a+b` */
        readonly records: readonly (string)[];
      })[];
      /** people that this view shows */
      readonly exposed: number;
      readonly case: {
        /** number of a case */
        readonly id: string;
        /** persons that may be looked at under this case */
        readonly budget: number;
        /** persons looked at so far, this look included */
        readonly exposed: number;
      };
    };
  };
}

/** Method, path, and how a body is written. */
export const operations = {
  getHealth: ['GET', '/health', 'none'],
  getReady: ['GET', '/ready', 'none'],
  getOpenApi: ['GET', '/openapi.json', 'none'],
  getProblem: ['GET', '/problems/{code}', 'none'],
  getToken: ['POST', '/oauth/token', 'form'],
  listRights: ['GET', '/v1/rights', 'none'],
  getSignIn: ['GET', '/v1/sign-in', 'none'],
  signIn: ['POST', '/v1/session', 'json'],
  getSession: ['GET', '/v1/session', 'none'],
  signOut: ['DELETE', '/v1/session', 'none'],
  changePassword: ['PUT', '/v1/session/password', 'json'],
  listRanking: ['GET', '/v1/rankings', 'none'],
  listRankChanges: ['GET', '/v1/rankings/changes', 'none'],
  getPerson: ['GET', '/v1/persons/{id}', 'none'],
  getStatus: ['GET', '/v1/status', 'none'],
  listLeads: ['GET', '/v1/leads', 'none'],
  proposeLeads: ['POST', '/v1/leads', 'json'],
  nextLead: ['POST', '/v1/leads/next', 'none'],
  getWrongfulFlags: ['GET', '/v1/wrongful-flags', 'none'],
  getMissed: ['GET', '/v1/leads/missed', 'none'],
  getLead: ['GET', '/v1/leads/{id}', 'none'],
  listReviewers: ['GET', '/v1/reviewers', 'none'],
  assignLeads: ['POST', '/v1/leads/assign', 'json'],
  viewLead: ['POST', '/v1/leads/{id}/view', 'json'],
  approveLead: ['POST', '/v1/leads/{id}/approve', 'json'],
  dismissLead: ['POST', '/v1/leads/{id}/dismiss', 'json'],
  askLead: ['POST', '/v1/leads/{id}/ask', 'json'],
  supplyLead: ['POST', '/v1/leads/{id}/supply', 'json'],
  releaseLead: ['POST', '/v1/leads/{id}/release', 'json'],
  dispatchLead: ['POST', '/v1/leads/{id}/dispatch', 'json'],
  withdrawLead: ['POST', '/v1/leads/{id}/withdraw', 'json'],
  recordOutcome: ['POST', '/v1/leads/{id}/outcome', 'json'],
  listCases: ['GET', '/v1/cases', 'none'],
  openCase: ['POST', '/v1/cases', 'json'],
  closeCase: ['POST', '/v1/cases/{id}/close', 'none'],
  setCaseBudget: ['POST', '/v1/cases/{id}/budget', 'json'],
  listDisclosures: ['GET', '/v1/disclosures', 'none'],
  requestDisclosure: ['POST', '/v1/disclosures', 'json'],
  approveDisclosure: ['POST', '/v1/disclosures/{id}/approve', 'json'],
  refuseDisclosure: ['POST', '/v1/disclosures/{id}/refuse', 'json'],
  readIdentity: ['GET', '/v1/disclosures/{id}/identity', 'none'],
  listAccounts: ['GET', '/v1/accounts', 'none'],
  createAccount: ['POST', '/v1/accounts', 'json'],
  closeAccount: ['POST', '/v1/accounts/{name}/close', 'none'],
  unlockAccount: ['POST', '/v1/accounts/{name}/unlock', 'json'],
  listUnits: ['GET', '/v1/units', 'none'],
  putUnit: ['POST', '/v1/units', 'json'],
  getAuthority: ['GET', '/v1/authority', 'none'],
  stopScoring: ['POST', '/v1/authority/stop', 'json'],
  resumeScoring: ['POST', '/v1/authority/resume', 'json'],
  previewRetention: ['GET', '/v1/retention', 'none'],
  purge: ['POST', '/v1/retention/purge', 'none'],
  correctRecord: ['POST', '/v1/corrections', 'json'],
  listAudit: ['GET', '/v1/audit', 'none'],
  verifyAudit: ['POST', '/v1/audit/verify', 'none'],
  proveEntry: ['GET', '/v1/audit/proofs/{seq}', 'none'],
  proveConsistency: ['GET', '/v1/audit/consistency', 'none'],
  listClients: ['GET', '/v1/clients', 'none'],
  addClient: ['POST', '/v1/clients', 'json'],
  rotateClient: ['POST', '/v1/clients/{id}/rotate', 'none'],
  revokeClient: ['POST', '/v1/clients/{id}/revoke', 'none'],
  endOidc: ['GET', '/v1/session/oidc/callback', 'none'],
  getNeighbourhood: ['GET', '/v1/persons/{id}/neighbourhood', 'none'],
  getPaths: ['GET', '/v1/paths', 'none'],
  takeOutGraph: ['POST', '/v1/exports', 'json'],
  getTimeline: ['GET', '/v1/persons/{id}/timeline', 'none'],
  listPlaces: ['GET', '/v1/places', 'none'],
  listEvents: ['GET', '/v1/events', 'none'],
  acknowledgeEvent: ['POST', '/v1/events/{id}/acknowledge', 'json'],
  listEndpoints: ['GET', '/v1/endpoints', 'none'],
  addEndpoint: ['POST', '/v1/endpoints', 'json'],
  rotateEndpoint: ['POST', '/v1/endpoints/{id}/rotate', 'none'],
  enableEndpoint: ['POST', '/v1/endpoints/{id}/enable', 'none'],
  disableEndpoint: ['POST', '/v1/endpoints/{id}/disable', 'none'],
  testEndpoint: ['POST', '/v1/endpoints/{id}/test', 'none'],
  replayEndpoint: ['POST', '/v1/endpoints/{id}/replay', 'json'],
  listDeliveries: ['GET', '/v1/deliveries', 'none'],
  listModels: ['GET', '/v1/models', 'none'],
  getModel: ['GET', '/v1/models/{name}/{version}', 'none'],
  getDrift: ['GET', '/v1/models/drift', 'none'],
  proposeChampion: ['POST', '/v1/models/promote', 'json'],
  approveChampion: ['POST', '/v1/models/approve', 'json'],
  rollBackChampion: ['POST', '/v1/models/rollback', 'json'],
  trainModel: ['POST', '/v1/models/train', 'none'],
  shadowModel: ['POST', '/v1/models/shadow', 'json'],
  startRun: ['POST', '/v1/runs', 'none'],
  listRuns: ['GET', '/v1/runs', 'none'],
  getRun: ['GET', '/v1/runs/{id}', 'none'],
  sendBatch: ['POST', '/v1/batches', 'raw'],
  listBatches: ['GET', '/v1/batches', 'none'],
  getBatch: ['GET', '/v1/batches/{id}', 'none'],
  listFindings: ['GET', '/v1/findings', 'none'],
  getFeatures: ['GET', '/v1/persons/{id}/features', 'none'],
  getWhyContact: ['GET', '/v1/contacts/why', 'none'],
} as const;
