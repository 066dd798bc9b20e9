import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Button } from '../../../components/button.js';
import { ErrorSummary, type FormFault } from '../../../components/error-summary.js';
import { useFailureText } from '../../../components/failure-notice.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { demoAccountsQuery, type DemoAccount } from '../api/demo-accounts.js';
import { signIn } from '../api/sign-in.js';
import { safeWayBack } from '../../../lib/way-back.js';
import { DemoPeople } from './demo-people.js';

/** Sign-in with e-mail and password; where the portal is a practice one, with one press. */
export function SignInPage() {
  const { t } = useTranslation('session');
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const textOf = useFailureText();
  const demo = useQuery(demoAccountsQuery);
  const [attempt, setAttempt] = useState(0);
  const [faults, setFaults] = useState<FormFault[]>([]);
  const entering = useMutation({
    mutationFn: signIn,
    meta: { quiet: true },
    onSuccess: async () => {
      client.clear();
      await navigate(safeWayBack(search.get('back')), { replace: true });
    },
    onError: (failure) => refuse([{ field: 'root', detail: textOf(failure) }]),
  });

  function refuse(found: FormFault[]): void {
    setFaults(found);
    setAttempt((last) => last + 1);
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get('email')).trim();
    const password = String(form.get('password'));
    const missing: FormFault[] = [];
    if (!email) missing.push({ field: 'email', detail: t('signIn.emailMissing') });
    if (!password) missing.push({ field: 'password', detail: t('signIn.passwordMissing') });
    if (missing.length > 0) return refuse(missing);
    setFaults([]);
    entering.mutate({ email, password });
  }

  const people = demo.data ?? [];
  const faultOf = (field: string) => faults.find((fault) => fault.field === field)?.detail;
  const reason = search.get('reason');
  return (
    <div className="@container">
      <div
        className={
          people.length > 0
            ? 'grid items-start gap-10 @4xl:grid-cols-[26rem_minmax(0,1fr)]'
            : 'mx-auto max-w-md'
        }
      >
        <Page title={t('signIn.title')} lead={t('signIn.lead')}>
          {reason === 'idle' && <Notice tone="warning">{t('signIn.ended')}</Notice>}
          {reason === 'needed' && <Notice tone="info">{t('signIn.needed')}</Notice>}
          <form noValidate onSubmit={submit} className="grid gap-5">
            <ErrorSummary faults={faults} attempt={attempt} />
            <TextField
              label={t('signIn.email')}
              name="email"
              type="email"
              autoComplete="username"
              error={faultOf('email')}
            />
            <TextField
              label={t('signIn.password')}
              name="password"
              type="password"
              autoComplete="current-password"
              error={faultOf('password')}
            />
            <Button type="submit" busy={entering.isPending} className="justify-self-start">
              {t('signIn.submit')}
            </Button>
            <p className="text-dns-14N-130 text-solid-gray-700">{t('signIn.forgotten')}</p>
          </form>
          <p>
            <TextLink to="/find" reloadDocument>
              {t('signIn.findAgencies')}
            </TextLink>
          </p>
        </Page>
        {people.length > 0 && (
          <DemoPeople people={people} busy={entering.isPending} onEnter={(person) => enterAs(person)} />
        )}
      </div>
    </div>
  );

  function enterAs(person: DemoAccount): void {
    setFaults([]);
    entering.mutate({ email: person.email, password: person.password });
  }
}
