import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { Card } from '../../../components/card.js';
import { FailureNotice } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { useSay } from '../../../components/toast.js';
import { decidePair, type PairInFull, pairQuery, type PairSide } from '../api/duplicates.js';
import { marksOf, toldApart } from '../told-apart.js';
import { choiceKey } from './chosen-fields.js';
import { MergeDialog } from './merge-dialog.js';
import { EndingPublications } from './ending-publications.js';
import { PairFields } from './pair-fields.js';
import { PairHands } from './pair-hands.js';
import { PairOrigins } from './pair-origins.js';
import { PairReasons } from './pair-reasons.js';

/** Two entries side by side: they are different agencies, or become one. */
export function DuplicatePage() {
  const { pairId = '' } = useParams();
  const pair = useQuery(pairQuery(pairId));
  return <Loaded query={pair}>{(found) => <PairSideBySide pair={toldApart(found)} />}</Loaded>;
}

function PairSideBySide({ pair }: { pair: PairInFull }) {
  const { t } = useTranslation('upkeep');
  const say = useSay();
  const navigate = useNavigate();
  const tied = [pair.one, pair.other].filter(({ ties }) => ties.length > 0);
  const [keptId, setKeptId] = useState<string | undefined>(tied.length === 1 ? tied[0]!.id : undefined);
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({});
  const [merging, setMerging] = useState(false);
  const [missing, setMissing] = useState(false);
  const deciding = useMutation({
    mutationFn: () => decidePair({ id: pair.id, decision: 'distinct' }),
    onSuccess: () => {
      say(t('duplicate.distinctSay'));
      void navigate('/upkeep/duplicates');
    },
  });
  const kept = [pair.one, pair.other].find(({ id }) => id === keptId);
  const gone = kept && (kept === pair.one ? pair.other : pair.one);
  const isOpen = pair.state !== 'merged';
  return (
    <Page
      title={t('duplicate.pairTitle')}
      trail={[
        { to: '/upkeep', label: t('trail') },
        { to: '/upkeep/duplicates', label: t('duplicate.title') },
      ]}
      actions={
        isOpen && (
          <Button look="secondary" busy={deciding.isPending} onClick={() => deciding.mutate()}>
            {t('duplicate.distinct')}
          </Button>
        )
      }
    >
      {!isOpen && <Notice>{t('duplicate.settled')}</Notice>}
      {deciding.isError && <FailureNotice failure={deciding.error} />}
      {tied.length === 2 && <Notice tone="warning">{t('duplicate.tiedTwice')}</Notice>}
      <Card title={t('duplicate.why')}>
        <PairReasons reasons={pair.reasons} />
      </Card>
      <PairOrigins pair={pair} />
      {isOpen && tied.length < 2 && (
        <Card>
          <RadioGroup
            name="kept"
            label={t('duplicate.keep')}
            support={t('duplicate.keepSupport')}
            value={keptId}
            error={missing && !kept ? t('duplicate.needKeep') : undefined}
            onChange={(value) => {
              setKeptId(value);
              setChoices({});
            }}
            choices={[pair.one, pair.other].map((side) => ({
              value: side.id,
              label: side.name,
              support: <SideSupport pair={pair} side={side} />,
              disabled: tied.length === 1 && tied[0] !== side,
            }))}
          />
        </Card>
      )}
      <PairFields
        pair={pair}
        kept={kept}
        choices={choices}
        onChoose={(field, side) => setChoices((before) => ({ ...before, [choiceKey(field)]: side }))}
      />
      {gone && <PairHands side={gone} />}
      {isOpen && kept && gone && <EndingPublications kept={kept} gone={gone} />}
      {isOpen && tied.length < 2 && (
        <div className="flex flex-wrap gap-3">
          <Button onClick={() => (kept ? setMerging(true) : setMissing(true))}>{t('duplicate.merge')}</Button>
          {missing && !kept && (
            <p role="alert" className="self-center text-red-1000">
              {t('duplicate.needKeep')}
            </p>
          )}
        </div>
      )}
      {merging && kept && gone && (
        <MergeDialog
          pair={pair}
          kept={kept}
          gone={gone}
          choices={choices}
          onClose={() => setMerging(false)}
        />
      )}
    </Page>
  );
}

function SideSupport({ pair, side }: { pair: PairInFull; side: PairSide }) {
  const { t } = useTranslation('upkeep');
  const why = side.ties.map((tie) => t(`duplicate.tie.${tie}`)).join('、');
  return (
    <>
      {marksOf(pair, side)}
      {side.ties.length > 0 && <span className="block">{t('duplicate.keepOnly', { why })}</span>}
    </>
  );
}
