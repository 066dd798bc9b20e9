import { askedServiceCodes, intakeAskerCodes, type IntakeStanding } from '#libs/referrals';
import type { FormFields } from '../http/forms.js';
import { html, type Html } from '../http/html.js';
import { plainPage } from '../http/plain-page.js';
import { type IntakeTongue, type IntakeVoice, intakeVoice, type IntakeWord } from './intake.words.js';

/** The form by which people and families ask for support, without an account and without a script. */
export function intakePage(
  areas: readonly { code: string; name: string }[],
  tongue: IntakeTongue,
  refused?: { problems: readonly string[]; form: FormFields },
): string {
  const voice = intakeVoice(tongue);
  const form = refused?.form ?? {};
  const value = (name: string) => form[name]?.[0] ?? '';
  const { say } = voice;
  return plainPage({
    title: voice.plain('title'),
    heading: say('title'),
    body: html`${
        refused &&
        html`<div class="note wrong" role="alert">
          ${refused.problems.map((problem) => html`<p>${problem}</p>`)}
        </div>`
      }
      ${otherWords(voice, '/apply')}
      <p>${say('lead')}</p>
      <form method="post" action="${voice.address('/apply')}">
        ${askerField(voice, value('asker'))}
        <label for="areaCode">${say('area')}</label>
        <select id="areaCode" name="areaCode" required>
          <option value="">${voice.plain('choose')}</option>
          ${areas.map(
            ({ code, name }) =>
              html`<option value="${code}" ${value('areaCode') === code && html`selected`}>${name}</option>`,
          )}
        </select>
        ${input(voice, 'name', value('name'), true)} ${input(voice, 'kana', value('kana'), true)}
        ${input(voice, 'askerName', value('askerName'), false)}
        ${input(voice, 'email', value('email'), true, 'emailHelp')}
        ${input(voice, 'phone', value('phone'), false)} ${servicesField(voice, form['services'] ?? [])}
        <label for="words">${say('wish')}</label>
        <textarea id="words" name="words" required maxlength="2000">${value('words')}</textarea>
        <p class="aside" aria-hidden="true">
          <label for="website">入力しないでください</label
          ><input id="website" name="website" tabindex="-1" autocomplete="off" />
        </p>
        <fieldset>
          <label
            ><input type="checkbox" name="agree" value="yes" required /> <span>${say('agree')}</span></label
          >
        </fieldset>
        <p class="help">${say('erased')}</p>
        <button>${say('submit')}</button>
      </form>`,
  });
}

/** What comes after sending it; the same for whoever filled in what no person sees. */
export function intakeSentPage(tongue: IntakeTongue): string {
  const voice = intakeVoice(tongue);
  return plainPage({
    title: voice.plain('sentTitle'),
    heading: voice.say('sentTitle'),
    body: html`<p class="note">${voice.say('sent')}</p>`,
  });
}

/** The page behind the link of the mail: opening it changes nothing, the button does. */
export function intakeConfirmPage(
  standing: IntakeStanding,
  token: string,
  number: string | null,
  tongue: IntakeTongue,
): string {
  const voice = intakeVoice(tongue);
  const { say } = voice;
  const path = `/apply/${token}`;
  const numbered = html`${say('number')} ${number ?? ''} です。`;
  const body: Record<IntakeStanding, Html> = {
    waiting: html`<p>${say('waiting')}</p>
      <form method="post" action="${voice.address(path)}"><button>${say('confirm')}</button></form>`,
    done: html`<p class="note done">${say('done')}<br />${numbered}</p>`,
    confirmed: html`<p class="note done">${say('confirmed')}<br />${numbered}</p>`,
    ended: html`<p class="note wrong">${say('ended')}</p>`,
    unknown: html`<p class="note wrong">${say('unknown')}</p>`,
  };
  // A form that was sent has no address that could be opened again.
  const other = standing === 'waiting' && otherWords(voice, path);
  return plainPage({
    title: voice.plain('title'),
    heading: say('title'),
    body: html`${other} ${body[standing]}`,
  });
}

/** The way to the same page in the other words. */
function otherWords(voice: IntakeVoice, path: string): Html {
  return html`<p><a href="${voice.address(path, true)}">${voice.say('switch')}</a></p>`;
}

function askerField(voice: IntakeVoice, chosen: string): Html {
  return html`<fieldset>
    <legend>${voice.say('asker')}</legend>
    ${intakeAskerCodes.map(
      (code) =>
        html`<label
          ><input type="radio" name="asker" value="${code}" required ${chosen === code && html`checked`} />
          <span>${voice.asker(code)}</span></label
        >`,
    )}
  </fieldset>`;
}

function servicesField(voice: IntakeVoice, chosen: readonly string[]): Html {
  return html`<fieldset>
    <legend>${voice.say('services')}</legend>
    ${askedServiceCodes.map(
      (code) =>
        html`<label
          ><input type="checkbox" name="services" value="${code}" ${chosen.includes(code) && html`checked`} />
          <span>${voice.service(code)}</span></label
        >`,
    )}
  </fieldset>`;
}

type Typed = 'name' | 'kana' | 'askerName' | 'email' | 'phone';

function input(voice: IntakeVoice, name: Typed, value: string, required: boolean, help?: IntakeWord): Html {
  return html`<label for="${name}">${voice.say(name)}</label>
    ${help && html`<p class="help">${voice.say(help)}</p>`}
    <input id="${name}" name="${name}" value="${value}" maxlength="254" ${required && html`required`} />`;
}
