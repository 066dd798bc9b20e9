import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Dialog } from '../../../components/dialog.js';
import { DialogActions } from '../../../components/dialog-actions.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { useSay } from '../../../components/toast.js';
import { useAttemptKey } from '../../../lib/attempt-key.js';
import { inEra } from '../../../lib/japanese-date.js';
import { useSession } from '../../../lib/session.js';
import { type ComparedPair, comparedPairQuery, distinguishPair, mergePeople } from '../api/person-pairs.js';
import { mergeRows, needsChoice, type MergeRow } from '../merge-rows.js';

/** Two records side by side: they are two people, or one of them goes into the other. */
export function PersonPairPage() {
  const { pairId = '' } = useParams();
  const pair = useQuery(comparedPairQuery(pairId));
  return <Loaded query={pair}>{(found) => <PairContent pair={found} />}</Loaded>;
}

function PairContent({ pair }: { pair: ComparedPair }) {
  const { t } = useTranslation('matters');
  const say = useSay();
  const navigate = useNavigate();
  const keyFor = useAttemptKey();
  const { can } = useSession();
  const [keptId, setKeptId] = useState(pair.first.id);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [kept, gone] = keptId === pair.first.id ? [pair.first, pair.second] : [pair.second, pair.first];
  const rows = mergeRows(kept, gone, {
    name: t('pairs.identity.name'),
    kana: t('pairs.identity.kana'),
    birthDate: t('pairs.identity.birthDate'),
  });
  const distinguishing = useMutation({
    mutationFn: () => distinguishPair({ id: pair.id, key: keyFor(['distinct', pair.id]) }),
    onSuccess: async () => {
      say(t('pairs.distinguished'));
      await navigate('/people/duplicates');
    },
  });
  const merging = useMutation({
    mutationFn: mergePeople,
    onSuccess: async () => {
      say(t('pairs.merged'));
      await navigate(`/people/${kept.id}`);
    },
    onError: () => setAsking(false),
  });
  function merge(): void {
    const order = {
      keptId: kept.id,
      goneId: gone.id,
      keptVersion: kept.version,
      goneVersion: gone.version,
      taken: rows.filter((row) => needsChoice(row) && taken.has(row.field)).map(({ field }) => field),
    };
    merging.mutate({ merge: order, key: keyFor(order) });
  }
  const choose = (field: string, side: string) =>
    setTaken((before) => {
      const after = new Set(before);
      if (side === 'gone') after.add(field);
      else after.delete(field);
      return after;
    });

  return (
    <Page
      title={t('pairs.compare')}
      lead={pair.reasonNames.join('、')}
      trail={[
        { to: '/people', label: t('trail') },
        { to: '/people/duplicates', label: t('pairs.title') },
      ]}
      actions={
        <Button look="secondary" busy={distinguishing.isPending} onClick={() => distinguishing.mutate()}>
          {t('pairs.distinguish')}
        </Button>
      }
    >
      {[distinguishing, merging].map(
        (one, at) => one.isError && <FailureNotice key={at} failure={one.error} />,
      )}
      <RadioGroup
        name="kept"
        label={t('pairs.keep')}
        support={t('pairs.keepLead')}
        inline
        value={keptId}
        onChange={(id) => {
          setKeptId(id);
          setTaken(new Set());
        }}
        choices={[pair.first, pair.second].map(({ id, number, name }) => ({
          value: id,
          label: `${t('pairs.number', { number })}　${name}`,
        }))}
      />
      <ul className="grid gap-3">
        {rows.map((row) => (
          <li key={row.field} className="rounded-12 border border-solid-gray-300 p-4">
            <FieldChoice
              row={row}
              taken={taken.has(row.field)}
              onChoose={(side) => choose(row.field, side)}
              keptNumber={kept.number}
              goneNumber={gone.number}
            />
          </li>
        ))}
      </ul>
      {can.keepRecords ? (
        <Button className="justify-self-start" onClick={() => setAsking(true)}>
          {t('pairs.merge')}
        </Button>
      ) : (
        <p>{t('pairs.managerOnly')}</p>
      )}
      {asking && (
        <Dialog title={t('pairs.mergeTitle')} onClose={() => setAsking(false)}>
          <p>{t('pairs.mergeLead', { kept: kept.number, gone: gone.number })}</p>
          <DialogActions onCancel={() => setAsking(false)}>
            <Button busy={merging.isPending} onClick={merge}>
              {t('pairs.merge')}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </Page>
  );
}

type FieldChoiceProps = {
  row: MergeRow;
  taken: boolean;
  onChoose: (side: string) => void;
  keptNumber: number;
  goneNumber: number;
};

/** One field of both records; where they differ one of the two is chosen. */
function FieldChoice({ row, taken, onChoose, keptNumber, goneNumber }: FieldChoiceProps) {
  const { t } = useTranslation('matters');
  const label = row.group ? `${row.group}　${row.label}` : row.label;
  const shown = (text: string) =>
    text === '' ? t('pairs.blank') : row.field === 'birthDate' ? inEra(text) : text;
  if (needsChoice(row))
    return (
      <RadioGroup
        name={row.field}
        label={label}
        value={taken ? 'gone' : 'kept'}
        onChange={onChoose}
        choices={[
          { value: 'kept', label: `${t('pairs.number', { number: keptNumber })}：${shown(row.kept)}` },
          { value: 'gone', label: `${t('pairs.number', { number: goneNumber })}：${shown(row.gone)}` },
        ]}
      />
    );
  return (
    <p className="whitespace-pre-line">
      <strong>{label}</strong>
      {'　'}
      {shown(row.kept || row.gone)}
      {row.kept === row.gone && <span className="text-solid-gray-700">（{t('pairs.same')}）</span>}
    </p>
  );
}
