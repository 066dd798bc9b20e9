import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../components/card.js';
import { Checkbox } from '../../../components/checkbox.js';
import { Fieldset } from '../../../components/fieldset.js';
import { Loaded } from '../../../components/loaded.js';
import { RadioGroup } from '../../../components/radio-group.js';
import { SeparatedDate } from '../../../components/separated-date.js';
import { TextArea } from '../../../components/text-area.js';
import { readTypedDay, typedFrom } from '../../../lib/typed-day.js';
import { vocabularyQuery, type Term, type Vocabulary } from '../api/get-vocabulary.js';
import type { DraftContent } from '../api/write-draft.js';
import { referralPurposes, type ReferralPurpose } from '../referral.codes.js';
import { ParticularsCard } from './particulars-card.js';
import type { StepProps } from './step-props.js';
import type { DraftWriting } from './use-draft-writing.js';

/** What is asked, how soon, and what the person wishes. */
export function AskedStep({ referral, writing }: StepProps) {
  const vocabulary = useQuery(vocabularyQuery);
  return (
    <>
      <Loaded query={vocabulary}>{(words) => <AskedFields writing={writing} words={words} />}</Loaded>
      <ParticularsCard referralId={referral.id} type={referral.type} />
    </>
  );
}

function AskedFields({ writing, words }: { writing: DraftWriting; words: Vocabulary }) {
  const { t } = useTranslation('referrals');
  const { t: tTerms } = useTranslation('terms');
  const { content, change } = writing;
  // The words and the draft come from the same table of the server.
  const services = words.askedServices as { code: DraftContent['services'][number]; name: string }[];
  return (
    <>
      <Card>
        <div className="grid gap-6">
          <RadioGroup
            name="type"
            label={t('compose.type')}
            required
            inline
            value={content.type ?? undefined}
            onChange={(type) => change({ type: type as DraftContent['type'] })}
            choices={choicesOf(words.referralTypes)}
          />
          <RadioGroup
            name="purpose"
            label={t('compose.purpose')}
            required
            value={content.purpose ?? undefined}
            onChange={(purpose) => change({ purpose: purpose as ReferralPurpose })}
            choices={referralPurposes.map((value) => ({
              value,
              label: tTerms(`purpose.${value}`),
              support: t(`purposeMeans.${value}`),
            }))}
          />
          <RadioGroup
            name="urgency"
            label={t('compose.urgency')}
            inline
            value={content.urgency}
            onChange={(urgency) => change({ urgency: urgency as DraftContent['urgency'] })}
            choices={choicesOf(words.urgencies)}
          />
          <ReplyBy writing={writing} />
          <Fieldset label={t('compose.services')} support={t('compose.servicesSupport')}>
            <div className="grid @2xl:grid-cols-2">
              {services.map(({ code, name }) => (
                <Checkbox
                  key={code}
                  label={name}
                  checked={content.services.includes(code)}
                  onChange={(event) =>
                    change({
                      services: services
                        .map((other) => other.code)
                        .filter((other) =>
                          other === code ? event.target.checked : content.services.includes(other),
                        ),
                    })
                  }
                />
              ))}
            </div>
          </Fieldset>
        </div>
      </Card>
      <Card>
        <div className="grid gap-6">
          {(['ask', 'wish', 'background'] as const).map((part) => (
            <TextArea
              key={part}
              name={part}
              label={t(`request.${part}`)}
              support={t(`compose.${part}Support`)}
              required={part !== 'background'}
              maxLength={4000}
              value={content.request[part]}
              onChange={(event) => change({ request: { ...content.request, [part]: event.target.value } })}
            />
          ))}
        </div>
      </Card>
    </>
  );
}

function choicesOf(terms: readonly Term[]) {
  return terms.map(({ code, name }) => ({ value: code, label: name }));
}

function ReplyBy({ writing }: { writing: DraftWriting }) {
  const { t } = useTranslation('referrals');
  const { t: tKit } = useTranslation('kit');
  const [typed, setTyped] = useState(() => typedFrom(writing.content.replyBy));
  const read = readTypedDay(typed);
  const filled = typed.year !== '' && typed.month !== '' && typed.day !== '';
  return (
    <SeparatedDate
      name="replyBy"
      label={t('compose.replyBy')}
      support={t('compose.replyByHint')}
      value={typed}
      error={filled && read.kind === 'wrong' ? tKit(`day.wrong.${read.reason}`) : undefined}
      onChange={(next) => {
        setTyped(next);
        const understood = readTypedDay(next);
        // A half-typed day is not a change of the draft yet.
        if (understood.kind === 'day') writing.change({ replyBy: understood.day });
        if (understood.kind === 'empty') writing.change({ replyBy: null });
      }}
    />
  );
}
