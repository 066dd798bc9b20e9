import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { Button } from '../../../components/button.js';
import { ErrorSummary, type FormFault } from '../../../components/error-summary.js';
import { useFailureText } from '../../../components/failure-notice.js';
import { Loaded } from '../../../components/loaded.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { TextField } from '../../../components/text-field.js';
import { TextLink } from '../../../components/text-link.js';
import { problemIn } from '../../../lib/problem.js';
import { acceptInvitation } from '../api/accept-invitation.js';
import { invitationQuery, type Invitation } from '../api/look-up-invitation.js';

/** Takes an invitation. The token stands in the fragment, which browsers send to no server and no log keeps. */
export function InvitationPage() {
  const { t } = useTranslation('session');
  const { hash } = useLocation();
  const token = hash.slice(1);
  const invitation = useQuery(invitationQuery(token));
  return (
    <div className="mx-auto max-w-xl">
      <Page title={t('invitation.title')}>
        {token === '' ? (
          <Notice tone="warning">{t('invitation.missing')}</Notice>
        ) : (
          <Loaded query={invitation} lines={2}>
            {(open) => <AcceptanceForm token={token} invitation={open} />}
          </Loaded>
        )}
        <p>
          <TextLink to="/sign-in">{t('invitation.toSignIn')}</TextLink>
        </p>
      </Page>
    </div>
  );
}

function AcceptanceForm({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  const client = useQueryClient();
  const textOf = useFailureText();
  const [attempt, setAttempt] = useState(0);
  const [faults, setFaults] = useState<FormFault[]>([]);
  const accepting = useMutation({
    mutationFn: acceptInvitation,
    meta: { quiet: true },
    onSuccess: async () => {
      client.clear();
      await navigate('/', { replace: true });
    },
    onError: (failure) => {
      const fields = problemIn(failure)?.fields ?? [];
      setFaults(fields.length > 0 ? fields : [{ field: 'root', detail: textOf(failure) }]);
      setAttempt((last) => last + 1);
    },
  });

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    accepting.mutate({
      token,
      ...(invitation.hasAccount ? {} : { name: String(form.get('name')).trim() }),
      password: String(form.get('password')),
    });
  }

  const faultOf = (field: string) => faults.find((fault) => fault.field === field)?.detail;
  return (
    <form noValidate onSubmit={submit} className="grid gap-5">
      <p>{t('invitation.lead', { agency: invitation.agencyName, role: invitation.roleName })}</p>
      <ErrorSummary faults={faults} attempt={attempt} />
      <TextField
        label={t('signIn.email')}
        name="email"
        value={invitation.email}
        readOnly
        autoComplete="username"
      />
      {!invitation.hasAccount && (
        <TextField
          label={t('invitation.name')}
          support={t('invitation.nameSupport')}
          name="name"
          required
          autoComplete="name"
          error={faultOf('name')}
        />
      )}
      <TextField
        label={t(invitation.hasAccount ? 'invitation.ownPassword' : 'invitation.newPassword')}
        support={t(invitation.hasAccount ? 'invitation.ownPasswordSupport' : 'invitation.newPasswordSupport')}
        name="password"
        type="password"
        required
        autoComplete={invitation.hasAccount ? 'current-password' : 'new-password'}
        error={faultOf('password')}
      />
      <Button type="submit" busy={accepting.isPending} className="justify-self-start">
        {t('invitation.submit')}
      </Button>
    </form>
  );
}
