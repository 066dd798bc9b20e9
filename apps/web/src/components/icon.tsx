const shapes = {
  search:
    'M10.5 4a6.5 6.5 0 1 0 4 11.6l4.7 4.7 1.4-1.4-4.7-4.7A6.5 6.5 0 0 0 10.5 4Zm0 2a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z',
  close: 'm6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4 6.4 5Z',
  menu: 'M4 6h16v2H4V6Zm0 5h16v2H4v-2Zm0 5h16v2H4v-2Z',
  chevronRight: 'm9.4 5.6 6.4 6.4-6.4 6.4L8 17l5-5-5-5 1.4-1.4Z',
  chevronDown: 'm5.6 8.6 6.4 6.4 6.4-6.4L17 7.2l-5 5-5-5-1.4 1.4Z',
  check: 'm9.6 17.6-5-5L6 11.2l3.6 3.6L18 6.4l1.4 1.4-9.8 9.8Z',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm1 14h-2v-6h2v6Zm0-8h-2V7h2v2Z',
  success: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm-1.4 13L6.8 12.2l1.4-1.4 2.4 2.4 5-5L17 9.6 10.6 16Z',
  warning: 'M12 3 2 20h20L12 3Zm1 14h-2v-2h2v2Zm0-4h-2V9h2v4Z',
  error: 'M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3L8.3 3ZM13 17h-2v-2h2v2Zm0-4h-2V7h2v6Z',
  phone:
    'M6.6 3 10 7.5 8.4 9.9a13 13 0 0 0 5.7 5.7l2.4-1.6L21 17.4c0 2-1.6 3.6-3.6 3.6C9.5 21 3 14.5 3 6.6 3 4.6 4.6 3 6.6 3Z',
  external: 'M14 4h6v6h-2V7.4l-7.3 7.3-1.4-1.4L16.6 6H14V4ZM5 6h6v2H6v10h10v-5h2v7H4V6h1Z',
  lock: 'M12 3a4 4 0 0 0-4 4v3H6v11h12V10h-2V7a4 4 0 0 0-4-4Zm-2 4a2 2 0 1 1 4 0v3h-4V7Zm3 8.7V18h-2v-2.3a1.5 1.5 0 1 1 2 0Z',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0 10c4.4 0 8 2.2 8 5v1H4v-1c0-2.8 3.6-5 8-5Z',
  print: 'M7 4h10v4H7V4Zm-3 5h16v8h-3v4H7v-4H4V9Zm5 6v4h6v-4H9Z',
  dash: 'M5 11h14v2H5z',
} as const;

/** The name of a drawn sign. */
export type IconName = keyof typeof shapes;

/** A small sign beside a text; it never stands alone, so screen readers skip it. */
export function Icon({ name, className = 'size-5' }: { name: IconName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      className={`${className} shrink-0 fill-current`}
      viewBox="0 0 24 24"
      focusable="false"
    >
      <path fillRule="evenodd" d={shapes[name]} />
    </svg>
  );
}
