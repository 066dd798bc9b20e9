import type { OpenProof } from '#libs/directory';
import { eraDay } from '#libs/documents';
import { dayInJapan } from '#libs/platform';
import { html, type Html } from '../http/html.js';
import { plainPage } from '../http/plain-page.js';

/** The page behind the link of a proof: the block, and the buttons. It needs no script and no account. */
export function proofPage(proof: OpenProof, path: string, mistake?: string): string {
  const { title, networkName } = proof;
  return plainPage({
    title: '掲載内容の確認',
    body: html`<p>${networkName}の冊子「${title}」（${eraDay(proof.issuedOn)}発行予定）</p>
      ${mistake && html`<p class="note wrong" role="alert">${mistake}</p>`} ${body(proof, path)}
      ${contactOf(proof)}`,
  });
}

/** The page for a link that leads to nothing. */
export function unknownProofPage(): string {
  return plainPage({
    title: 'このリンクは使えません',
    body: html`<p class="note wrong">
      リンクが途中で切れていないか確認してください。メールの本文からアドレス全体を写すと開けることがあります。
    </p>`,
  });
}

function body(proof: OpenProof, path: string): Html {
  switch (proof.standing) {
    case 'open':
      return questions(proof, path);
    case 'answered':
      return answered(proof, path);
    case 'replaced':
      return html`<p class="note">
        この確認は新しいものに変わりました。新しく届いたメールのリンクから回答してください。
      </p>`;
    case 'cancelled':
      return html`<p class="note">この冊子は取りやめになりました。回答は必要ありません。</p>`;
    case 'over':
      return html`<p class="note">
        回答の受け付けは終わりました。回答や変更を希望するときは、下の問い合わせ先に連絡してください。
      </p>`;
  }
}

function questions(proof: OpenProof, path: string): Html {
  const { block, proposed, answerBy } = proof;
  const offered = block.items.filter(({ field }) => proposed.includes(field));
  const others = block.items.filter(({ field }) => !proposed.includes(field));
  const item = (isOn: boolean) => (line: OpenProof['block']['items'][number]) =>
    html`<label>
      <input type="checkbox" name="fields" value="${line.field}" ${isOn && html`checked`} />
      <strong>${line.label}</strong> <span>${line.text}</span>
    </label>`;
  return html`<p>
      次の内容を冊子に掲載します。<strong>${eraDay(answerBy)}まで</strong>に回答してください。のせない項目は、チェックを外してください。
    </p>
    <form method="post" action="${path}">
      ${heading(proof)}
      <fieldset class="choices">
        <legend>掲載する項目</legend>
        ${offered.map(item(true))}
      </fieldset>
      ${
        others.length > 0 &&
        html`<fieldset class="choices">
          <legend>このほかに掲載できる項目</legend>
          ${others.map(item(false))}
        </fieldset>`
      }
      ${nameField('agree-name')}
      <button type="submit" name="answer" value="agreed">この内容で掲載に同意する</button>
      <p class="help">
        同意した項目だけを掲載します。同意したあとで内容が変わったときは、もう一度確認します。同意はいつでも取り下げられます。
      </p>
    </form>
    <details>
      <summary>修正を頼む</summary>
      <form method="post" action="${path}">
        <label for="words">修正してほしいこと</label>
        <textarea id="words" name="words" rows="5" maxlength="2000" required></textarea>
        ${nameField('correction-name')}
        <button type="submit" class="second" name="answer" value="correction">修正を頼む</button>
        <p class="help">修正のあとで、もう一度確認のメールを送ります。それまで掲載しません。</p>
      </form>
    </details>
    <details>
      <summary>掲載しない</summary>
      <form method="post" action="${path}">
        ${nameField('refusal-name')}
        <button type="submit" class="second" name="answer" value="refused">掲載しない</button>
        <p class="help">理由は必要ありません。</p>
      </form>
    </details>`;
}

function answered(proof: OpenProof, path: string): Html {
  const { answer, answeredAt, block, mayWithdraw } = proof;
  const day = answeredAt ? eraDay(dayInJapan(answeredAt)) : '';
  if (answer === 'refused')
    return html`<p class="note" role="status">${day}に「掲載しない」と回答しました。冊子に掲載しません。</p>`;
  if (answer === 'correction')
    return html`<p class="note" role="status">
      ${day}に修正を頼みました。修正のあとで、もう一度確認のメールを送ります。
    </p>`;
  if (!mayWithdraw)
    return html`<p class="note" role="status">
      ${day}に回答しました。この回答は、そのあとの同意または取り下げで変わっています。
    </p>`;
  return html`<p class="note done" role="status">
      ${day}に掲載に同意しました。ありがとうございました。掲載する内容は次のとおりです。
    </p>
    ${heading(proof)}
    <dl>
      ${block.items.map(
        ({ label, text }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
    <details>
      <summary>同意を取り下げる</summary>
      <form method="post" action="${path}">
        <p>取り下げると、これから作る冊子に掲載しません。すでに配られた冊子は変わりません。</p>
        <button type="submit" class="second" name="answer" value="withdrawn">同意を取り下げる</button>
      </form>
    </details>`;
}

function heading({ block: { name, kana, typeName } }: OpenProof): Html {
  return html`<h2>${name}</h2>
    <p class="help">${[kana, typeName].filter((part) => part !== '').join('　')}</p>`;
}

function nameField(id: string): Html {
  return html`<label for="${id}">お名前（任意）</label>
    <input id="${id}" name="name" maxlength="100" autocomplete="name" />`;
}

function contactOf({ issuer, contact }: OpenProof): Html {
  return html`<dl>
    <div>
      <dt>問い合わせ</dt>
      <dd>${[issuer, contact].filter((line) => line !== '').join('\n')}</dd>
    </div>
  </dl>`;
}
