import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get, post } from '../../http/index.ts';
import type { AccountAnswer, UnitAnswer } from '../../http/shapes.ts';
import { ActButton, ActForm, ListTable, Queried } from '../../parts/index.ts';
import { useWords } from '../../words/index.ts';

interface AccountPage {
  readonly accounts: readonly AccountAnswer[];
}
interface UnitPage {
  readonly units: readonly UnitAnswer[];
}

const roles = ['investigator', 'reviewer', 'supervisor', 'analyst', 'integrator', 'administrator'];
const kinds = ['brigade', 'county_brigade', 'checkpoint', 'parcel_inspection', 'community_treatment'];

export function Staff(): ReactNode {
  const { t } = useWords();
  const accounts = useQuery({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => get<AccountPage>('/v1/accounts', {}, signal),
  });
  const units = useQuery({ queryKey: ['units'], queryFn: ({ signal }) => get<UnitPage>('/v1/units', {}, signal) });
  return (
    <div className="page">
      <h1>{t('staff.title')}</h1>
      <div className="sheet">
        <Queried query={accounts} what={t('staff.loading')}>
          {(page) => <AccountTable page={page} />}
        </Queried>
      </div>
      <div className="columns">
        <NewAccount units={units.data?.units.map(({ id, name }) => [id, name] as const) ?? []} />
        <NewUnit />
        <section className="sheet" aria-label={t('staff.units')}>
          <div className="section">
            <h2>{t('staff.units')}</h2>
          </div>
          <Queried query={units} what={t('staff.units')}>
            {(page) => <UnitTable page={page} />}
          </Queried>
        </section>
      </div>
    </div>
  );
}

function AccountTable({ page }: { readonly page: AccountPage }): ReactNode {
  const { t, name } = useWords();
  return (
    <ListTable
      label={t('staff.title')}
      rows={page.accounts}
      id={({ id }) => id}
      empty={t('staff.empty')}
      columns={[
        { name: t('staff.account'), cell: ({ id }) => <span className="code">{id}</span> },
        { name: t('staff.role'), cell: ({ role }) => name('role', role) },
        { name: t('unit'), cell: ({ unit }) => unit },
        { name: t('state'), cell: ({ state }) => name('staff.state', state) },
        {
          name: '',
          cell: ({ id, state }) =>
            state === 'active' && (
              <ActButton
                words={t('staff.close')}
                consequence={t('staff.close.say')}
                send={() => post(`/v1/accounts/${encodeURIComponent(id)}/close`)}
                stale={['accounts']}
              />
            ),
        },
      ]}
    />
  );
}

function NewAccount({ units }: { readonly units: readonly (readonly [string, string])[] }): ReactNode {
  const { t, name } = useWords();
  return (
    <section className="sheet section" aria-label={t('staff.create')}>
      <h2>{t('staff.create')}</h2>
      <ActForm
        name="account.create"
        fields={[
          { name: 'name', label: t('staff.account') },
          { name: 'role', label: t('staff.role'), options: roles.map((role) => [role, name('role', role)] as const) },
          { name: 'unit', label: t('unit'), options: units },
          { name: 'password', label: t('staff.first'), type: 'password' },
        ]}
        submit={t('staff.create')}
        send={(given) => post('/v1/accounts', given)}
        stale={['accounts']}
        done={() => t('staff.created')}
      />
    </section>
  );
}

function NewUnit(): ReactNode {
  const { t, name } = useWords();
  return (
    <section className="sheet section" aria-label={t('staff.unit')}>
      <h2>{t('staff.unit')}</h2>
      <ActForm
        name="unit.create"
        fields={[
          { name: 'id', label: t('staff.unit.id') },
          { name: 'name', label: t('staff.unit.name') },
          {
            name: 'kind',
            label: t('staff.unit.kind'),
            options: kinds.map((kind) => [kind, name('kind', kind)] as const),
          },
          { name: 'area', label: t('staff.unit.area'), optional: true },
        ]}
        submit={t('staff.unit')}
        send={({ area, ...unit }) => post('/v1/units', { ...unit, area: area === '' ? null : area })}
        stale={['units']}
        done={() => t('staff.unit.made')}
      />
    </section>
  );
}

function UnitTable({ page }: { readonly page: UnitPage }): ReactNode {
  const { t, name: named } = useWords();
  return (
    <ListTable
      label={t('staff.units')}
      rows={page.units}
      id={({ id }) => id}
      empty={t('none')}
      columns={[
        { name: t('staff.unit.id'), cell: ({ id }) => <span className="code">{id}</span> },
        { name: t('staff.unit.name'), cell: ({ name }) => name },
        { name: t('staff.unit.kind'), cell: ({ kind }) => named('kind', kind) },
        { name: t('area'), cell: ({ area }) => area ?? '' },
      ]}
    />
  );
}
