import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { statusOf } from '../../http/index.ts';
import { Empty, Queried, useKeys } from '../../parts/index.ts';
import { useChosenCase, useSession } from '../../shell/index.ts';
import { useWords } from '../../words/index.ts';
import { TimelinePane } from '../timeline/index.ts';
import { Around } from './around.tsx';
import { Decisions } from './decisions.tsx';
import { Doubts } from './doubts.tsx';
import { Facts } from './facts.tsx';
import { KeptWords } from './kept-words.tsx';
import { LeadHead } from './lead-head.tsx';
import { Reasons } from './reasons.tsx';
import { Review } from './review.tsx';
import { type OpenLead, useLead } from './use-lead.ts';

/** A lead reads from top to bottom as an argument. */
export function Lead(): ReactNode {
  const { t } = useWords();
  const { id = '' } = useParams();
  const { role } = useSession();
  const { chosen } = useChosenCase();
  const ready = role !== 'investigator' || chosen !== undefined;
  const query = useLead(id, chosen?.id, ready);
  const gone = [404, 410].includes(statusOf(query.error) ?? 0);
  return (
    <div className="page">
      <Link to="/queue" className="small">
        {t('lead.back')}
      </Link>
      {!ready && <Empty title={t('lead.case-needed')} say={t('lead.case-needed.say')} />}
      {ready && gone && (
        <div className="note stop" role="alert">
          <strong>{t('lead.gone')}</strong>
          <p>{t('lead.gone.say')}</p>
        </div>
      )}
      {ready && gone && <KeptWords lead={id} />}
      {ready && !gone && (
        <Queried query={query} what={t('lead.loading')}>
          {(lead) => <Argument key={id} lead={lead} />}
        </Queried>
      )}
    </div>
  );
}

function Argument({ lead }: { readonly lead: OpenLead }): ReactNode {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  const { view } = lead;
  const fresh = view.evidence.what_is_new.length;
  useKeys({ o: () => setOpened(true) });
  return (
    <div className="argument">
      <div className="stack">
        <LeadHead view={view} />
        {fresh > 0 && (
          <div className="note">
            <strong>{t('lead.new')}</strong>
            {t('lead.new.say', { n: fresh })}
          </div>
        )}
        <Reasons view={view} />
        <Facts view={view} opened={opened} open={() => setOpened(true)} />
        <Doubts view={view} />
        <TimelinePane person={view.person} />
        <Around person={view.person} />
        <Decisions view={view} />
      </div>
      <aside>
        <Review lead={lead} opened={opened} />
      </aside>
    </div>
  );
}
