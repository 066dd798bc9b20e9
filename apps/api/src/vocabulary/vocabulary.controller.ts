import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Role, roleNames } from '#libs/identity';
import { categories, categoryCodes, categoryGroups, consentMethods, deciders, purposes } from '#libs/people';
import {
  askedServices,
  attributions,
  type ReasonedVerb,
  reasonsOf,
  referralModes,
  referralTypes,
  results,
  urgencies,
} from '#libs/referrals';
import { For } from '../http/audience.decorator.js';
import { ShowsFlag, ShowsText, ShowsView } from '../http/view.js';

/** A code and what people call it. */
export class TermView {
  @ShowsText() code!: string;
  @ShowsText() name!: string;
}

/** A group of kinds of data, as a form shows them. */
export class CategoryGroupView extends TermView {
  @ShowsText({ list: true, codes: categoryCodes }) categories!: string[];
}

/** A reason: also on whose side it lies, and whether it needs words. */
export class ReasonView extends TermView {
  @ShowsText() attribution!: string;
  @ShowsText() attributionName!: string;
  @ShowsFlag() noteRequired!: boolean;
}

/** Every list of codes that a form offers, in the order in which it offers them. */
export class VocabularyView {
  @ShowsView(() => TermView, { list: true }) categories!: TermView[];
  @ShowsView(() => CategoryGroupView, { list: true }) categoryGroups!: CategoryGroupView[];
  @ShowsView(() => TermView, { list: true }) purposes!: TermView[];
  @ShowsView(() => TermView, { list: true }) consentMethods!: TermView[];
  @ShowsView(() => TermView, { list: true }) deciders!: TermView[];
  @ShowsView(() => TermView, { list: true }) referralTypes!: TermView[];
  @ShowsView(() => TermView, { list: true }) urgencies!: TermView[];
  @ShowsView(() => TermView, { list: true }) askedServices!: TermView[];
  @ShowsView(() => TermView, { list: true }) results!: TermView[];
  @ShowsView(() => TermView, { list: true }) roles!: TermView[];
  @ShowsView(() => ReasonView, { list: true }) declineReasons!: ReasonView[];
  @ShowsView(() => ReasonView, { list: true }) cancelReasons!: ReasonView[];
  @ShowsView(() => ReasonView, { list: true }) failReasons!: ReasonView[];
  @ShowsView(() => ReasonView, { list: true }) redirectReasons!: ReasonView[];
  @ShowsView(() => ReasonView, { list: true }) personDeclineReasons!: ReasonView[];
  @ShowsView(() => ReasonView, { list: true }) stopReasons!: ReasonView[];
  @ShowsView(() => ReasonView, { list: true }) errorReasons!: ReasonView[];
  @ShowsView(() => TermView, { list: true }) referralModes!: TermView[];
  @ShowsView(() => ReasonView, { list: true }) reopenReasons!: ReasonView[];
}

const vocabulary: VocabularyView = {
  categories: Object.entries(categories).map(([code, { name }]) => ({ code, name })),
  categoryGroups: categoryGroups.map(({ code, name, categories: codes }) => ({
    code,
    name,
    categories: [...codes],
  })),
  purposes: terms(purposes),
  consentMethods: terms(consentMethods),
  deciders: terms(deciders),
  referralTypes: terms(referralTypes),
  urgencies: terms(urgencies),
  askedServices: terms(askedServices),
  results: terms(results),
  roles: terms<Role>(roleNames),
  declineReasons: reasonTerms('decline'),
  cancelReasons: reasonTerms('cancel'),
  failReasons: reasonTerms('fail'),
  redirectReasons: reasonTerms('redirect'),
  personDeclineReasons: reasonTerms('person_decline'),
  stopReasons: reasonTerms('stop'),
  errorReasons: reasonTerms('mark_error'),
  referralModes: terms(referralModes),
  reopenReasons: reasonTerms('reopen'),
};

/** The words of the field, for the forms. */
@ApiTags('vocabulary')
@Controller('vocabulary')
export class VocabularyController {
  @Get()
  @For('signedIn')
  @ApiOkResponse({ type: VocabularyView })
  all(): VocabularyView {
    return vocabulary;
  }
}

function terms<Code extends string>(names: Readonly<Record<Code, string>>): TermView[] {
  return Object.entries<string>(names).map(([code, name]) => ({ code, name }));
}

function reasonTerms(verb: ReasonedVerb): ReasonView[] {
  return Object.entries(reasonsOf(verb)).map(([code, { name, attribution, noteRequired }]) => ({
    code,
    name,
    attribution,
    attributionName: attributions[attribution],
    noteRequired: noteRequired ?? false,
  }));
}
