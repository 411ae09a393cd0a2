import type { CommandSpec } from '../command.js';

export const priceBookSpec: CommandSpec = {
  name: 'price-book',
  summary: 'show the prices that Kelvin knows and from when, or read new ones from AWS',
  argument: { name: 'action', description: '"update" writes a new book from AWS\'s price list', required: false },
  options: [
    { flags: '--region <region>', description: 'show or update the book of this region' },
    { flags: '--as-of <date>', description: 'the book in force on this day, such as 2025-08-01' },
    { flags: '--prices <file>', description: 'your own prices instead of those that ship with Kelvin' },
    { flags: '--json', description: 'print JSON; with --region it is a whole book that --prices takes' },
    { flags: '--from <source>', description: "update: a file or an address; AWS's public price list without it" },
    { flags: '--out <file>', description: 'update: the file to write, - prints it; <book>.json without it' },
  ],
  load: async () => (await import('./price-book.js')).priceBook,
};
