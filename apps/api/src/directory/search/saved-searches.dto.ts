import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { type SavedSearchInput, type SavedSearchNotice, savedSearchNotices } from '#libs/directory';
import { Invalid } from '#libs/platform';
import { OneOf, Text } from '../../http/fields.js';
import { AgencySearchQuery } from '../agencies.dto.js';

/** What can be changed of a saved search. */
export class RewriteSavedSearchRequest {
  @Text({ label: '名前', max: 60 })
  name!: string;

  @OneOf(savedSearchNotices, { label: 'お知らせ' })
  notify!: SavedSearchNotice;
}

/** A search to be kept. */
export class SaveSearchRequest extends RewriteSavedSearchRequest {
  /** As the address of the search page has it, without the question mark; may be empty. */
  @Text({ label: '条件', max: 2000, min: 0 })
  query!: string;

  /** @throws {Invalid} when the conditions are not those of a search. */
  asInput(): SavedSearchInput {
    const asked = conditionsIn(this.query);
    delete asked['page'];
    const search = plainToInstance(AgencySearchQuery, asked);
    if (validateSync(search, { whitelist: true, forbidNonWhitelisted: true }).length > 0) throw unreadable();
    return {
      name: this.name,
      query: new URLSearchParams(asked).toString(),
      request: search.asRequest(),
      notify: this.notify,
    };
  }
}

/** The conditions by name; those that an address says several times are joined, as the search page itself does it. */
function conditionsIn(query: string): Record<string, string> {
  const params = new URLSearchParams(query);
  return Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name).join(',')]));
}

function unreadable(): Invalid {
  return new Invalid([
    { field: 'query', label: '条件', detail: '条件: 検索の画面から保存し直してください。' },
  ]);
}
