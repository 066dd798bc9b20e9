import { firstQuestion, guideOutcomes, guideQuestions } from './guide.table.js';

type Path = { questions: string[]; outcome: string };

function paths(question: string, before: string[] = []): Path[] {
  const questions = [...before, question];
  return guideQuestions[question]!.answers.flatMap(({ to }) =>
    'question' in to ? paths(to.question, questions) : [{ questions, outcome: to.outcome }],
  );
}

describe('the guided path', () => {
  const all = paths(firstQuestion);

  it('ends after two or three questions, so that with the place there are four at most', () => {
    for (const { questions } of all) {
      expect(questions.length).toBeGreaterThanOrEqual(2);
      expect(questions.length).toBeLessThanOrEqual(3);
    }
  });

  it('ends somewhere, and leaves nothing unused', () => {
    for (const { outcome } of all) expect(guideOutcomes).toHaveProperty(outcome);
    expect(new Set(all.map(({ outcome }) => outcome))).toEqual(new Set(Object.keys(guideOutcomes)));
    expect(new Set(all.flatMap(({ questions }) => questions))).toEqual(new Set(Object.keys(guideQuestions)));
  });

  it('suggests two to four different ways, each with a whole sentence why', () => {
    for (const { suggestions } of Object.values(guideOutcomes)) {
      expect(suggestions.length).toBeGreaterThanOrEqual(2);
      expect(suggestions.length).toBeLessThanOrEqual(4);
      expect(new Set(suggestions.map(({ by, code }) => by + code)).size).toBe(suggestions.length);
      for (const { why } of suggestions) expect(why).toMatch(/。$/);
    }
  });
});
