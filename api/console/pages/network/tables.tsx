import { type ReactNode, useEffect, useRef } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { ContactWords, RoleMark } from '../../parts/index.ts';
import { dateOf, expectedOf, useWords } from '../../words/index.ts';
import type { Shown } from './shown.ts';

interface TablesProps {
  readonly shown: Shown;
  readonly chosen: string | undefined;
  readonly choose: (person: string) => void;
  readonly communities: ReadonlyMap<string, number> | undefined;
}

const rowsMost = 400;

/** The same people and contacts as in the chart, with one selection between them. */
export function Tables({ shown, chosen, choose, communities }: TablesProps): ReactNode {
  const { t } = useWords();
  return (
    <Tabs className="tabs">
      <TabList aria-label={t('network.title')} className="tab-list">
        <Tab id="people">
          {t('network.people')} ({shown.nodes.length})
        </Tab>
        <Tab id="contacts">
          {t('network.contacts')} ({shown.edges.length})
        </Tab>
      </TabList>
      <TabPanel id="people" className="scroll">
        <Cut all={shown.nodes.length} />
        <People shown={shown} chosen={chosen} choose={choose} communities={communities} />
      </TabPanel>
      <TabPanel id="contacts" className="scroll">
        <Cut all={shown.edges.length} />
        <Contacts shown={shown} chosen={chosen} choose={choose} />
      </TabPanel>
    </Tabs>
  );
}

/** A list that is cut says so. */
function Cut({ all }: { readonly all: number }): ReactNode {
  const { t } = useWords();
  return all <= rowsMost ? null : <p className="small soft section">{t('network.cut', { n: rowsMost, all })}</p>;
}

function People({ shown, chosen, choose, communities }: TablesProps): ReactNode {
  const { t } = useWords();
  const current = useRef<HTMLTableRowElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row to show is that of the chosen person
  useEffect(() => {
    void current.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('person')}</th>
          <th>{t('role')}</th>
          <th className="number">{t('network.degree')}</th>
          <th className="number">{t('network.hops')}</th>
          {communities !== undefined && <th className="number">{t('network.community')}</th>}
        </tr>
      </thead>
      <tbody>
        {shown.nodes.slice(0, rowsMost).map((node) => (
          <tr
            key={node.person}
            ref={node.person === chosen ? current : undefined}
            aria-selected={node.person === chosen}
          >
            <td>
              <button type="button" className="button plain small code" onClick={() => choose(node.person)}>
                {node.person.slice(0, 10)}
              </button>
            </td>
            <td>
              <RoleMark suspect={node.role ?? node.established} />
              {node.established !== null && <div className="soft">{t('established')}</div>}
            </td>
            <td className="number">{node.degree}</td>
            <td className="number">{node.case_hops ?? '–'}</td>
            {communities !== undefined && <td className="number">{(communities.get(node.person) ?? 0) + 1}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Contacts({ shown, chosen, choose }: Omit<TablesProps, 'communities'>): ReactNode {
  const words = useWords();
  const { t } = words;
  return (
    <table className="table">
      <thead>
        <tr>
          <th>{t('who')}</th>
          <th>{t('network.contacts')}</th>
          <th className="number">{t('network.weight')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.edges.slice(0, rowsMost).map((edge) => (
          <tr key={edge.id} aria-selected={edge.a === chosen || edge.b === chosen}>
            <td>
              {[edge.a, edge.b].map((person) => (
                <div key={person}>
                  <button type="button" className="button plain small code" onClick={() => choose(person)}>
                    {person.slice(0, 10)}
                  </button>
                </div>
              ))}
            </td>
            <td>
              {edge.channels.map((one) => (
                <div key={one.channel}>
                  <ContactWords {...one} />
                </div>
              ))}
              <span className="soft">
                {t(edge.tested ? 'network.tested' : 'network.untested')} ·{' '}
                {t('lead.period', { first: dateOf(edge.first, words), last: dateOf(edge.last, words) })}
              </span>
            </td>
            <td className="number">{expectedOf(edge.weight)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
