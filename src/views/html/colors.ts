/**
 * Series colours are from Okabe and Ito's palette, which stays apart for all common kinds of colour blindness: blue and
 * vermillion on paper, sky blue and orange on black; lines of a third and fourth memory size are its green and purple,
 * darkened or lightened to 3 to 1. All text has a contrast of at least 4.5 to 1 with the page.
 * Print takes the light set: dark is asked for with `screen`.
 */
export const COLORS = `
:root{color-scheme:light;--page:#fff;--ink:#1b1f24;--muted:#59636e;--line:#dfe3e8;--tint:#eef5fa;--x86_64:#0072b2;--arm64:#d55e00;--third:#00825f;--fourth:#a8527f;--alarm:#d55e00}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--page:#14171a;--ink:#e6e9ec;--muted:#a0a9b3;--line:#2c3238;--tint:#1a242c;--x86_64:#56b4e9;--arm64:#e69f00;--third:#2fc79a;--fourth:#e28ebf;--alarm:#e69f00}}
`;
