import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Loaded } from '../../../components/loaded.js';
import { Page } from '../../../components/page.js';
import { TextLink } from '../../../components/text-link.js';
import { type Guide, guideQuery } from '../api/get-guide.js';
import { GuideOutcome } from './guide-outcome.js';
import { GuidePlace } from './guide-place.js';

/** A short path of questions to whoever can help. The answers stand in the address and nowhere else; back is the browser's own. */
export function GuidePage() {
  const { t } = useTranslation('directory');
  const guide = useQuery(guideQuery);
  return (
    <Page
      title={t('search.guidePage.title')}
      trail={[{ to: '/agencies', label: t('search.title') }]}
      lead={t('search.guidePage.lead')}
    >
      <Loaded query={guide}>{(content) => <GuidePath guide={content} />}</Loaded>
    </Page>
  );
}

type Step = { question: string; answer: string };

/** The questions that were answered, and where the answers lead. */
function walked(guide: Guide, answers: readonly string[]) {
  const steps: Step[] = [];
  let question = guide.questions.find(({ id }) => id === guide.first);
  let outcome: string | null = null;
  for (const answer of answers) {
    const chosen = question?.answers[Number(answer)];
    if (!question || !chosen) break;
    steps.push({ question: question.text, answer: chosen.label });
    outcome = chosen.outcome;
    question = guide.questions.find(({ id }) => id === chosen.question);
  }
  return { steps, question, outcome: guide.outcomes.find(({ id }) => id === outcome) };
}

function GuidePath({ guide }: { guide: Guide }) {
  const { t } = useTranslation('directory');
  const [params] = useSearchParams();
  const answers = params.get('answers')?.split('.').filter(Boolean) ?? [];
  const area = params.get('area');
  const { steps, question, outcome } = walked(guide, answers);
  const heading = useRef<HTMLHeadingElement>(null);
  const at = `${answers.join('.')} ${area}`;
  const shown = useRef(at);
  useEffect(() => {
    if (shown.current !== at) heading.current?.focus();
    shown.current = at;
  }, [at]);
  const back = answers.length > 0 ? backFrom(answers, area) : undefined;
  const title = outcome
    ? area === null
      ? t('search.guidePage.where')
      : outcome.title
    : (question?.text ?? '');
  return (
    <div className="grid max-w-4xl gap-6">
      {steps.length > 0 && (
        <dl className="grid gap-1 rounded-12 bg-solid-gray-50 p-4 text-dns-14N-130">
          <dt className="sr-only">{t('search.guidePage.answered')}</dt>
          {steps.map((step) => (
            <dd key={step.question}>
              {step.question} <b>{step.answer}</b>
            </dd>
          ))}
        </dl>
      )}
      <section aria-labelledby="guide-step" className="grid gap-4">
        <h2 id="guide-step" ref={heading} tabIndex={-1} className="text-std-22B-150">
          {(!outcome || area === null) && (
            <span className="block text-dns-14N-130 text-solid-gray-700">
              {t('search.guidePage.step', { step: steps.length + 1 })}
            </span>
          )}
          {title}
        </h2>
        {!outcome && question && (
          <>
            {question.support && <p className="text-solid-gray-700">{question.support}</p>}
            <ul className="grid gap-3">
              {question.answers.map(({ label }, index) => (
                <li key={label}>
                  <Link
                    to={`?answers=${[...answers, index].join('.')}`}
                    className="flex min-h-14 items-center rounded-12 border border-solid-gray-600 bg-white px-5 py-3 text-std-16B-170 text-blue-1000 hover:bg-blue-50 hover:underline"
                  >
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
        {outcome && area === null && <GuidePlace answers={answers} />}
        {outcome && area !== null && <GuideOutcome outcome={outcome} area={area} />}
      </section>
      <p className="no-print flex flex-wrap gap-x-6">
        {back && (
          <TextLink to={back} className="inline-flex min-h-11 items-center">
            {t('search.guidePage.back')}
          </TextLink>
        )}
        {answers.length > 0 && (
          <TextLink to="/agencies/guide" className="inline-flex min-h-11 items-center">
            {t('search.guidePage.restart')}
          </TextLink>
        )}
      </p>
    </div>
  );
}

function backFrom(answers: readonly string[], area: string | null): string {
  if (area !== null) return `?answers=${answers.join('.')}`;
  return answers.length > 1 ? `?answers=${answers.slice(0, -1).join('.')}` : '?';
}
