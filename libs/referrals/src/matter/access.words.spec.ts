import { accessWords } from './access.words.js';

it('says in plain words what somebody did', () => {
  expect(accessWords('person.read', 'done')).toBe('記録を開いた');
  expect(accessWords('person.end_died', 'done')).toBe('支援の終了を記録した');
  expect(accessWords('person.read', 'denied')).toBe('記録を開いた（断られた）');
  expect(accessWords('authz.refused', 'denied')).toBe('見ようとして断られた');
  expect(accessWords('something.new', 'done')).toBe('記録を扱った');
});
