import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { post } from '../../http/index.ts';
import type { DisclosureAnswer } from '../../http/shapes.ts';
import { ActButton, ListTable } from '../../parts/index.ts';
import { useMay, useSession } from '../../shell/index.ts';
import { spanOf, timeOf, useWords } from '../../words/index.ts';
import { Identity } from './identity.tsx';

const grantHours = 4;

export function DisclosureTable({
  disclosures,
  now,
}: {
  readonly disclosures: readonly DisclosureAnswer[];
  readonly now: number;
}): ReactNode {
  const words = useWords();
  const { t } = words;
  return (
    <ListTable
      label={t('disclosures.title')}
      rows={disclosures}
      id={({ id }) => id}
      empty={t('disclosures.empty')}
      columns={[
        { name: t('when'), cell: (one) => <span className="nowrap">{timeOf(one.requested_at, words)}</span> },
        { name: t('person'), cell: (one) => <span className="code">{one.person}</span> },
        {
          name: t('disclosures.lead'),
          cell: (one) => (
            <Link to={`/leads/${one.lead}`} className="code">
              {one.lead.slice(0, 10)}
            </Link>
          ),
        },
        { name: t('cases.id'), cell: (one) => <span className="code">{one.case_id}</span> },
        { name: t('disclosures.purpose'), cell: (one) => one.purpose },
        { name: t('disclosures.by'), cell: (one) => one.requester },
        { name: t('disclosures.state'), cell: (one) => <State one={one} now={now} /> },
        { name: '', cell: (one) => <Acts one={one} now={now} /> },
      ]}
    />
  );
}

function State({ one, now }: { readonly one: DisclosureAnswer; readonly now: number }): ReactNode {
  const words = useWords();
  const { t, name } = words;
  const sealed = one.state === 'granted' && one.granted_until <= now;
  const tone = one.state === 'requested' ? 'warn' : one.state === 'granted' && !sealed ? 'good' : '';
  return (
    <div className="stack tight">
      <span className={`tag ${tone}`}>{name('disclosures.state', sealed ? 'sealed' : one.state)}</span>
      {one.state === 'granted' && !sealed && (
        <strong>{t('disclosures.left', { span: spanOf(one.granted_until - now, words) })}</strong>
      )}
      {one.approver !== null && <span className="soft small">{one.approver}</span>}
      {one.reads > 0 && <span className="soft small">{t('disclosures.reads', { n: one.reads })}</span>}
    </div>
  );
}

function Acts({ one, now }: { readonly one: DisclosureAnswer; readonly now: number }): ReactNode {
  const { t } = useWords();
  const may = useMay();
  const { account } = useSession();
  if (one.state === 'requested' && one.requester !== account && may('disclosure.approve')) {
    const path = `/v1/disclosures/${encodeURIComponent(one.id)}`;
    return (
      <div className="row">
        <ActButton
          words={t('disclosures.approve')}
          consequence={t('disclosures.approve.say')}
          why
          send={(reason) => post(`${path}/approve`, { hours: grantHours, reason })}
          stale={['disclosures']}
        />
        <ActButton
          words={t('disclosures.refuse')}
          consequence={t('disclosures.refuse.say')}
          why
          send={(reason) => post(`${path}/refuse`, { reason })}
          stale={['disclosures']}
        />
      </div>
    );
  }
  const readable = one.state === 'granted' && one.granted_until > now && one.requester === account;
  return readable && may('disclosure.read') ? <Identity one={one} now={now} /> : null;
}
