import { askedServices, intakeAskers, type IntakeStanding } from '#libs/referrals';
import type { FormFields } from '../http/forms.js';
import { html, type Html } from '../http/html.js';
import { plainPage } from '../http/plain-page.js';

/** The form by which people and families ask for support, without an account and without a script. */
export function intakePage(
  areas: readonly { code: string; name: string }[],
  refused?: { problems: readonly string[]; form: FormFields },
): string {
  const form = refused?.form ?? {};
  const value = (name: string) => form[name]?.[0] ?? '';
  return plainPage({
    title: '相談の申し込み',
    body: html`${
        refused &&
        html`<div class="note wrong" role="alert">
          ${refused.problems.map((words) => html`<p>${words}</p>`)}
        </div>`
      }
      <p>
        働くことや生活のことで相談したい方、ご家族の方の申し込みです。お住まいの地域の支援機関が引き受け、連絡します。急ぐときは、支援機関に電話してください。
      </p>
      <form method="post" action="/apply">
        <fieldset>
          <legend>申し込む人</legend>
          ${Object.entries(intakeAskers).map(
            ([code, name]) =>
              html`<label
                ><input
                  type="radio"
                  name="asker"
                  value="${code}"
                  required
                  ${value('asker') === code && html`checked`}
                />
                ${name}</label
              >`,
          )}
        </fieldset>
        <label for="areaCode">お住まいの市区町村</label>
        <select id="areaCode" name="areaCode" required>
          <option value="">選択してください</option>
          ${areas.map(
            ({ code, name }) =>
              html`<option value="${code}" ${value('areaCode') === code && html`selected`}>${name}</option>`,
          )}
        </select>
        ${input('name', '支援を受ける方のお名前', value('name'), true)}
        ${input('kana', 'ふりがな', value('kana'), true)}
        ${input('askerName', '申し込む方のお名前と間柄（ご家族などの場合）', value('askerName'), false)}
        ${input('email', 'メールアドレス', value('email'), true, '確認のメールを送ります。')}
        ${input('phone', '電話番号（任意）', value('phone'), false)}
        <fieldset>
          <legend>相談したいこと（任意）</legend>
          ${Object.entries(askedServices).map(
            ([code, name]) =>
              html`<label
                ><input
                  type="checkbox"
                  name="services"
                  value="${code}"
                  ${(form['services'] ?? []).includes(code) && html`checked`}
                />
                ${name}</label
              >`,
          )}
        </fieldset>
        <label for="words">困っていること・希望</label>
        <textarea id="words" name="words" required maxlength="2000">${value('words')}</textarea>
        <p class="aside" aria-hidden="true">
          <label for="website">入力しないでください</label
          ><input id="website" name="website" tabindex="-1" autocomplete="off" />
        </p>
        <fieldset>
          <label
            ><input type="checkbox" name="agree" value="yes" required />
            書いた内容を、引き受ける支援機関1か所だけが読むことを確認しました。ほかの機関に伝えるときは、あらためて同意を確認します。</label
          >
        </fieldset>
        <p class="help">
          書いた内容は、引き受けた支援機関が記録に移したあと、または90日のあいだに引受けや登録がないときに、消去します。
        </p>
        <button>申し込む</button>
      </form>`,
  });
}

/** What comes after sending it; the same for whoever filled in what no person sees. */
export function intakeSentPage(): string {
  return plainPage({
    title: '確認のメールを送りました',
    body: html`<p class="note">
      まだ申し込みは終わっていません。届いたメールのリンクを開き、「申し込みを確定する」を押してください。リンクは3日間使えます。
    </p>`,
  });
}

/** The page behind the link of the mail: opening it changes nothing, the button does. */
export function intakeConfirmPage(standing: IntakeStanding, token: string, number: string | null): string {
  const body: Record<IntakeStanding, Html> = {
    waiting: html`<p>次のボタンを押すと、申し込みが地域の支援機関に届きます。</p>
      <form method="post" action="/apply/${token}"><button>申し込みを確定する</button></form>`,
    done: html`<p class="note done">
      申し込みを受け付けました。受付番号は ${number ?? ''} です。支援機関からの連絡をお待ちください。
    </p>`,
    confirmed: html`<p class="note done">申し込みは受け付けています。受付番号は ${number ?? ''} です。</p>`,
    ended: html`<p class="note wrong">
      リンクの期限が過ぎました。お手数ですが、もう一度申し込んでください。
    </p>`,
    unknown: html`<p class="note wrong">リンクが途中で切れていないか確認してください。</p>`,
  };
  return plainPage({ title: '相談の申し込み', body: body[standing] });
}

function input(name: string, label: string, value: string, required: boolean, help = ''): Html {
  return html`<label for="${name}">${label}</label> ${help && html`<p class="help">${help}</p>`}
    <input id="${name}" name="${name}" value="${value}" maxlength="254" ${required && html`required`} />`;
}
