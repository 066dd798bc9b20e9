import type { ReactNode } from 'react';
import { useId, useRef } from 'react';
import { Button } from '../../../components/button.js';

type OpeningListProps<Part> = {
  title: string;
  support: string;
  parts: readonly Part[];
  nameOf: (at: number) => string;
  removeName: (at: number) => string;
  onRemove: (at: number) => void;
  addName: string;
  onAdd: () => void;
  children: (part: Part, at: number) => ReactNode;
};

/** A list of rules of one sort, each in a frame of its own that can be taken away. */
export function OpeningList<Part>(props: OpeningListProps<Part>) {
  const supportId = useId();
  const add = useRef<HTMLButtonElement>(null);
  const { title, support, parts, nameOf, removeName, onRemove, addName, onAdd, children } = props;
  return (
    <fieldset aria-describedby={supportId} className="grid min-w-0 gap-3">
      <legend className="text-std-18B-160">{title}</legend>
      <p id={supportId} className="text-dns-14N-130 text-solid-gray-700">
        {support}
      </p>
      {parts.map((part, at) => (
        <fieldset key={at} className="min-w-0 rounded-12 border border-solid-gray-420 p-4">
          <legend className="px-1 text-std-16B-170">{nameOf(at)}</legend>
          <div className="grid gap-4">
            {children(part, at)}
            <Button
              look="quiet"
              className="justify-self-end"
              onClick={() => {
                onRemove(at);
                // The button that was pressed is gone: the focus needs a place.
                add.current?.focus();
              }}
            >
              {removeName(at)}
            </Button>
          </div>
        </fieldset>
      ))}
      <Button ref={add} look="secondary" className="justify-self-start" onClick={onAdd}>
        {addName}
      </Button>
    </fieldset>
  );
}
