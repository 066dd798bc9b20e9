import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { firstQuestion, guideOutcomes, guideQuestions, Taxonomies } from '#libs/directory';
import type { Actor } from '#libs/identity';
import { For } from '../../http/audience.decorator.js';
import { By } from '../../http/parameters.js';
import { ShowsText, ShowsView } from '../../http/view.js';

/** One answer; it leads to a question or to an outcome. */
export class GuideAnswerView {
  @ShowsText() label!: string;
  @ShowsText({ nullable: true }) question!: string | null;
  @ShowsText({ nullable: true }) outcome!: string | null;
}

/** One question of the path. */
export class GuideQuestionView {
  @ShowsText() id!: string;
  @ShowsText() text!: string;
  @ShowsText({ nullable: true }) support!: string | null;
  @ShowsView(() => GuideAnswerView, { list: true }) answers!: GuideAnswerView[];
}

/** One kind of agency that helps, and why; `by` and `code` are a condition of the search. */
export class GuideSuggestionView {
  @ShowsText({ codes: ['type', 'service'] }) by!: string;
  @ShowsText() code!: string;
  @ShowsText() name!: string;
  @ShowsText() why!: string;
  @ShowsText({ list: true }) features!: string[];
}

/** Where a path ends. */
export class GuideOutcomeView {
  @ShowsText() id!: string;
  @ShowsText() title!: string;
  @ShowsText({ nullable: true }) hint!: string | null;
  @ShowsView(() => GuideSuggestionView, { list: true }) suggestions!: GuideSuggestionView[];
}

/** The whole path: it is short, and a way back must not wait. */
export class GuideView {
  @ShowsText() first!: string;
  @ShowsView(() => GuideQuestionView, { list: true }) questions!: GuideQuestionView[];
  @ShowsView(() => GuideOutcomeView, { list: true }) outcomes!: GuideOutcomeView[];
}

/** Suggestions by need and stage of life. */
@ApiTags('agencies')
@Controller('guide')
export class GuideController {
  constructor(private readonly taxonomies: Taxonomies) {}

  @Get()
  @For('signedIn')
  @ApiOkResponse({ type: GuideView })
  async guide(@By() actor: Actor): Promise<GuideView> {
    const { types, kinds } = await this.taxonomies.current(actor);
    const nameOf = (by: string, code: string) =>
      (by === 'type' ? types : kinds).find((row) => row.code === code)?.name ?? code;
    return {
      first: firstQuestion,
      questions: Object.entries(guideQuestions).map(([id, { text, support, answers }]) => ({
        id,
        text,
        support: support ?? null,
        answers: answers.map(({ label, to }) => ({
          label,
          question: 'question' in to ? to.question : null,
          outcome: 'outcome' in to ? to.outcome : null,
        })),
      })),
      outcomes: Object.entries(guideOutcomes).map(([id, { title, hint, suggestions }]) => ({
        id,
        title,
        hint: hint ?? null,
        suggestions: suggestions.map(({ by, code, why, features }) => ({
          by,
          code,
          name: nameOf(by, code),
          why,
          features: [...(features ?? [])],
        })),
      })),
    };
  }
}
