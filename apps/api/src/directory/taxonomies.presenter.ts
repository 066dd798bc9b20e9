import { areaLevels, type AreaRow } from '#libs/directory';
import { ShowsText } from '../http/view.js';
import { NamedView } from './named.view.js';

/** An area; `parentCode` is the one around it. */
export class AreaView extends NamedView {
  @ShowsText({ codes: areaLevels }) level!: string;
  @ShowsText() kana!: string;
  @ShowsText({ nullable: true }) parentCode!: string | null;
}

export function presentArea({ code, name, level, kana, parentCode }: AreaRow): AreaView {
  return { code, name, level, kana, parentCode };
}
