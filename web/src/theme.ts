import { createTheme, type MantineThemeOverride } from '@mantine/core';

/** Colours are named here and drawn by `styles/tokens.css`. */
const shades = (name: string) =>
  Array.from({ length: 10 }, (_, at) => `var(--mantine-color-${name}-${at})`) as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent: shades('accent'), danger: shades('danger') },
  fontFamily: 'var(--font)',
  defaultRadius: 8,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // Their scroll lock writes a style element, which the policy of the page forbids.
    Modal: {
      defaultProps: {
        lockScroll: false,
        // Theirs is a `header`, which is a banner to those who hear the page; the page has its own.
        attributes: { header: { role: 'presentation' } },
      },
    },
  },
});

/** What of it has words: those who hear the page are told what the crosses do that close things. */
export function spoken(close: string): MantineThemeOverride {
  const closeButtonProps = { 'aria-label': close };
  return {
    components: {
      Modal: { defaultProps: { ...theme.components?.Modal?.defaultProps, closeButtonProps } },
      Notification: { defaultProps: { closeButtonProps } },
    },
  };
}
